import type { Stage } from '@kado/domain/lifecycle';
import type { Of } from '../../api/types';

type Purpose = Of<'SendOffers'>['purpose'];
const OF_STAGE: Partial<Record<Stage, Purpose>> = {
  requirements: 'pilot',
  team_assembly: 'team',
  production: 'team',
  quality: 'team',
};

/** What people can be asked for now: the pilot while the order is being agreed, the team once the plan stands. */
export function purposeNow({ stage }: Pick<Of<'Engagement'>, 'stage'>): Purpose | undefined {
  return OF_STAGE[stage];
}
