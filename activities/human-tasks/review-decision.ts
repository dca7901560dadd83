import type { ReviewDecisionInput, ReviewedDecision } from '@kado/contracts/activities';
import { refuseByPerson } from '@kado/domain/decisions';
import type { Tx } from '@kado/persistence/database';
import { standsIn } from '@kado/persistence/repositories/task-holders';
import { actingPerson } from '../shared/actors';
import { refuse } from '../shared/failures';
import type { StepSettings } from '../shared/step-settings';
import { checkFourEyes } from './four-eyes';
import { checkPrecondition } from './preconditions';
import { storeSignalReason, wordsOf } from './signal-reason';

/**
 * Judges a decision by what only the database knows: who the person is, what they may do in this engagement, whether
 * they wrote what they decide on, who holds the task, whether the step's work is really done. The same for both doors.
 */
export async function reviewDecision(
  tx: Tx,
  { owner, wait, decision, door }: ReviewDecisionInput,
  settings: StepSettings,
): Promise<ReviewedDecision> {
  const { actorId, rolesInScope } = await actingPerson(tx, owner, decision, door, settings);
  const hasReason = Boolean(decision.reasonId || wordsOf(decision.reason));
  const rejection = refuseByPerson(
    { ...wait, decided: false },
    { personId: actorId, rolesInScope, inScope: rolesInScope.length > 0 },
    decision.outcome,
    hasReason,
  );
  if (rejection) throw refuse(rejection);
  await checkFourEyes(tx, owner, wait, actorId);

  const task = await tx.one<{ claimed_by: string | null }>('select claimed_by from human_task where id = $1', [
    wait.taskId,
  ]);
  if (task?.claimed_by && task.claimed_by !== actorId && !(await standsIn(tx, wait.taskId, actorId)))
    throw refuse('claimed_by_other');

  const data = await checkPrecondition({ tx, owner, wait, decision, actorId });
  return { actorId, data, reasonId: await storeSignalReason(tx, owner, actorId, decision) };
}
