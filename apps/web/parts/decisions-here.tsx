import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { useEngagement } from './engagement';
import { OpenDecisions } from './open-decisions';

interface DecisionsHereProps {
  engagementKey: string;
  kinds: readonly HumanTaskKind[];
  /** Of this lot only. */
  lotNo?: number;
}

/** The open decisions of a screen that knows its engagement by key. */
export function DecisionsHere({ engagementKey, ...props }: DecisionsHereProps) {
  const { data } = useEngagement(engagementKey);
  return data ? <OpenDecisions engagement={data} {...props} /> : null;
}
