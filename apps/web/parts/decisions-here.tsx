import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { useEngagement } from './engagement';
import { OpenDecisions } from './open-decisions';

/** The open decisions of these kinds, of the engagement of the page. */
export function DecisionsHere(props: { kinds: readonly HumanTaskKind[]; lotNo?: number }) {
  return <OpenDecisions engagement={useEngagement()} {...props} />;
}
