import type { StepOwner } from '@kado/contracts/activities';
import { checkTeam, confirmedHoursP85 } from '@kado/domain/staffing';
import type { Tx } from '@kado/persistence/database';
import { plannedHours, readTeam } from '@kado/persistence/repositories/team';
import { refuse } from '../shared/failures';

/** A team stands when its ratios hold and the hours that come with 85 % certainty cover the approved plan. */
export async function checkTeamStands(tx: Tx, owner: StepOwner): Promise<void> {
  const team = await readTeam(tx, owner.engagementId);
  const violation = checkTeam(team)[0];
  if (violation)
    throw refuse('precondition_failed', {
      code: 'team_ratio',
      params: { role: violation.role, count: violation.count, min: violation.min, max: violation.max },
    });
  const needed = await plannedHours(tx, owner.engagementId, new Date());
  if (!needed) throw refuse('precondition_failed', { code: 'no_approved_plan' });
  const confirmed = confirmedHoursP85({ people: team.people, weeks: needed.weeks, seed: owner.engagementKey });
  if (confirmed < needed.hours)
    throw refuse('precondition_failed', {
      code: 'hours_short',
      params: { confirmed: Math.floor(confirmed), needed: Math.ceil(needed.hours) },
    });
}
