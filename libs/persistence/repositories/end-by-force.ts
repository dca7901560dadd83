import type { StepOwner } from '@kado/contracts/activities';
import { isFinal, type Stage } from '@kado/domain/lifecycle';
import type { Tx } from '../database';
import { notify } from './notices';
import { type StoppedBy, stopWork, withdrawOpenOffers } from './stop-work';

/**
 * What an execution does when ops ends it, done without one: nothing is handed out or asked any more, people are told, and
 * the engagement is cancelled. The versions rise, so that a step of the old executions that is still on its way changes
 * nothing. Once ended, it stays as it is.
 */
export async function endByForce(tx: Tx, owner: StepOwner, by: StoppedBy): Promise<{ version: number; at: string }> {
  const { engagementId, siteId } = owner;
  const before = await tx.one<{ stage: Stage; version: number; closedAt: Date | null }>(
    'select stage, step_version as version, closed_at as "closedAt" from engagement where id = $1 for update',
    [engagementId],
  );
  if (!before || isFinal(before.stage))
    return { version: before?.version ?? 0, at: (before?.closedAt ?? new Date()).toISOString() };
  await stopWork(tx, owner, by);
  await withdrawOpenOffers(tx, owner, by);
  await closeTasks(tx, owner, by);
  await tx.rows('update lot set step_version = step_version + 1 where engagement_id = $1', [engagementId]);
  const after = await tx.one<{ version: number; at: Date }>(
    `update engagement set stage = 'cancelled', stage_since = now(), closed_at = now(), held_stage = null, held_since = null,
            chapter = null, step_version = step_version + 1, row_version = row_version + 1
      where id = $1 returning step_version as version, closed_at as at`,
    [engagementId],
  );
  const about = { siteId, engagementId, ...by, entity: 'engagement', entityId: engagementId };
  await tx.audit({ ...about, operation: 'repairs.terminate', before: { stage: before.stage }, after: { force: true } });
  await tx.audit({
    ...about,
    operation: 'engagements.stage',
    before: { stage: before.stage },
    after: { stage: 'cancelled' },
  });
  await notify(tx, owner, {
    kind: 'cancel',
    key: `cancel:force:${engagementId}`,
    data: { engagementKey: owner.engagementKey },
    roles: ['director', 'leader', 'teleworker', 'pro', 'manager', 'coordinator', 'client'],
  });
  return { version: after?.version ?? before.version, at: (after?.at ?? new Date()).toISOString() };
}

async function closeTasks(tx: Tx, { siteId, engagementId }: StepOwner, by: StoppedBy): Promise<void> {
  const rows = await tx.rows<{ id: string; kind: string; role: string }>(
    `update human_task set status = 'cancelled', paused_at = null, row_version = row_version + 1
      where engagement_id = $1 and status = 'open' returning id, kind, role`,
    [engagementId],
  );
  for (const { id, kind, role } of rows)
    await tx.audit({
      siteId,
      engagementId,
      ...by,
      operation: 'humanTasks.withdraw',
      entity: 'human_task',
      entityId: id,
      after: { kind, role },
    });
}
