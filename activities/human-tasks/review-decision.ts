import { rolesInEngagement } from '@kado/auth/grants';
import type { ReviewDecisionInput, ReviewedDecision } from '@kado/contracts/activities';
import type { SubmittedDecision } from '@kado/contracts/human-task';
import { refuseByPerson } from '@kado/domain/decisions';
import type { Tx } from '@kado/persistence/database';
import { validate as isUuid } from 'uuid';
import { refuse } from '../shared/failures';
import type { StepSettings } from '../shared/step-settings';
import { storable } from '../shared/storable';
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
  if (door === 'signal' && settings.signalDecisions === 'off') throw refuse('signals_disabled');
  if (door === 'api' && !isOfTheApi(decision)) throw refuse('out_of_scope');
  const actorId = door === 'api' ? decision.actor : await personByLogin(tx, decision.actor);
  const engagement = await tx.one<{ id: string; siteId: string; clientId: string }>(
    'select id, site_id as "siteId", client_id as "clientId" from engagement where id = $1',
    [owner.engagementId],
  );
  if (!engagement) throw refuse('engagement_not_found');
  if (!actorId) throw refuse('out_of_scope');

  const rolesInScope = await rolesInEngagement(tx, actorId, engagement);
  const hasReason = Boolean(decision.reasonId || wordsOf(decision.reason));
  const rejection = refuseByPerson(
    { ...wait, decided: false },
    { personId: actorId, rolesInScope, inScope: rolesInScope.length > 0 },
    decision.outcome,
    hasReason,
  );
  if (rejection) throw refuse(rejection);
  await checkFourEyes(tx, owner, wait.kind, actorId);

  const task = await tx.one<{ claimed_by: string | null }>('select claimed_by from human_task where id = $1', [
    wait.taskId,
  ]);
  if (task?.claimed_by && task.claimed_by !== actorId) throw refuse('claimed_by_other');

  const data = await checkPrecondition({ tx, owner, wait, decision, actorId });
  return { actorId, data, reasonId: await storeSignalReason(tx, owner, actorId, decision) };
}

/**
 * An Update can be typed by hand too. What the API would never send is refused here, because PostgreSQL's own refusal would
 * be retried for ever.
 */
function isOfTheApi({ actor, reasonId, reason, traceId }: SubmittedDecision): boolean {
  const texts: unknown[] = [reason ?? '', traceId ?? ''];
  return (
    [actor, reasonId ?? actor].every(isUuid) &&
    texts.every((text) => typeof text === 'string' && storable(text, text.length) === text)
  );
}

async function personByLogin(tx: Tx, login: string): Promise<string | undefined> {
  if (storable(login, 100) !== login) return undefined;
  const row = await tx.one<{ person_id: string }>(
    'select person_id from account where login = $1 and disabled_at is null',
    [login],
  );
  return row?.person_id;
}
