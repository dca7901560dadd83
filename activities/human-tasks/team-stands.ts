import type { StepOwner } from '@kado/contracts/activities';
import type { Tx } from '@kado/persistence/database';
import { readTeamStanding } from '@kado/persistence/repositories/team';
import { refuse } from '../shared/failures';

export async function checkTeamStands(tx: Tx, owner: StepOwner): Promise<void> {
  const engagement = { id: owner.engagementId, key: owner.engagementKey };
  const { violations, neededHours, confirmedHours, stands } = await readTeamStanding(tx, engagement, new Date());
  if (stands) return;
  const violation = violations[0];
  if (violation)
    throw refuse('precondition_failed', {
      code: 'team_ratio',
      params: { role: violation.role, count: violation.count, min: violation.min, max: violation.max },
    });
  if (neededHours === undefined) throw refuse('precondition_failed', { code: 'no_approved_plan' });
  throw refuse('precondition_failed', {
    code: 'hours_short',
    params: { confirmed: Math.floor(confirmedHours ?? 0), needed: Math.ceil(neededHours) },
  });
}
