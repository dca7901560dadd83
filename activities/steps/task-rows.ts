import { type EngagementScope, rolesInEngagement } from '@kado/auth/grants';
import type { StepInput } from '@kado/contracts/activities';
import { kindSpec } from '@kado/domain/human-tasks';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { storable } from '../shared/storable';
import { newClocks } from './task-clocks';

/** A human task is asked: its row with all its clocks. */
export async function openTask(tx: Tx, input: StepInput, wait: StepInput['opened'][number]): Promise<void> {
  const { owner } = input;
  const { dueAt, points } = await newClocks(tx, owner, wait);
  const inserted = await tx.rows(
    `insert into human_task (id, site_id, engagement_id, lot_id, workflow_id, kind, role, waits_for, status, excluding, since, due_at,
                             chapter, journal_key, subject, clocks)
     values ($1,$2,$3,$4,$5,$6,$7,$8,'open',$9,$10,$11,$12,$13,$14,$15)
     on conflict (id) do nothing returning id`,
    [
      wait.taskId,
      owner.siteId,
      owner.engagementId,
      owner.lotId ?? null,
      owner.workflowId,
      wait.kind,
      wait.role,
      wait.waitsFor,
      wait.excluding,
      wait.since,
      dueAt,
      wait.chapter ?? null,
      wait.key ?? null,
      JSON.stringify(wait.subject ?? {}),
      JSON.stringify(points),
    ],
  );
  if (inserted.length === 0) return;
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'humanTasks.open',
    entity: 'human_task',
    entityId: wait.taskId,
    after: { kind: wait.kind, role: wait.role, ...(wait.subject && { subject: wait.subject }) },
  });
}

export async function closeTask(tx: Tx, input: StepInput, decision: StepInput['decided'][number]): Promise<void> {
  const { owner } = input;
  const actorId = decision.actorId || null;
  const byPerson = decision.via === 'api' || decision.via === 'signal';
  const [task] = await tx.rows<Held>(
    `update human_task set status = 'completed', outcome = $2, data = $3, reason_id = $4, decided_by = $5, decided_via = $6,
            decided_at = $7, paused_at = null, row_version = row_version + 1 where id = $1 and status = 'open'
      returning coalesce(owner_id, claimed_by) as "placeOf", role, escalated_to as "escalatedTo"`,
    [
      decision.taskId,
      decision.outcome,
      JSON.stringify(decision.data),
      decision.reasonId ?? null,
      actorId,
      decision.via,
      decision.at,
    ],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId,
    // Whose it was: the owner of a loan, or the holder who is away.
    onBehalfOf: byPerson && task?.placeOf !== actorId ? task?.placeOf : null,
    actorRole: byPerson ? await actingRole(tx, input, decision, task) : decision.via === 'ops' ? 'ops' : null,
    // A signal names its actor, it does not prove one: the audit says so for ever.
    via: decision.via === 'clock' ? 'workflow' : decision.via === 'ops' ? 'api' : decision.via,
    operation: 'humanTasks.complete',
    entity: 'human_task',
    entityId: decision.taskId,
    after: {
      kind: decision.kind,
      outcome: decision.outcome,
      data: decision.data,
      // By it an execution rebuilt from the rows knows the same decision when it is sent again.
      decisionId: storable(decision.decisionId, 300),
      ...(decision.subject && { subject: decision.subject }),
      ...(decision.via === 'signal' && { identity: 'claimed' }),
      ...((decision.via === 'clock' || decision.via === 'ops') && { by: decision.via }),
    },
    reasonId: decision.reasonId,
    traceId: decision.traceId,
  });
}

interface Held {
  placeOf: string | null;
  role: Role;
  escalatedTo: Role[];
}

/** The task's own role where the decider holds it, otherwise the one that may decide since the term ran out. */
async function actingRole(
  tx: Tx,
  { owner }: StepInput,
  { kind, actorId }: StepInput['decided'][number],
  task: Held | undefined,
): Promise<Role> {
  const { role } = kindSpec(kind);
  if (!task?.escalatedTo.length || !actorId) return role;
  const scope = await tx.one<EngagementScope>(
    'select id, site_id as "siteId", client_id as "clientId" from engagement where id = $1',
    [owner.engagementId],
  );
  const held = scope ? await rolesInEngagement(tx, actorId, scope) : [];
  return [task.role, ...task.escalatedTo].find((one) => held.includes(one)) ?? role;
}

/** Taken back without a decision: the story went another way. */
export async function withdrawTasks(tx: Tx, { owner }: StepInput, taskIds: readonly string[]): Promise<void> {
  const rows = await tx.rows<{ id: string; kind: string; role: string }>(
    `update human_task set status = 'cancelled', paused_at = null, row_version = row_version + 1
      where id = any ($1::text[]) and status = 'open' returning id, kind, role`,
    [taskIds],
  );
  for (const { id, kind, role } of rows)
    await tx.audit({
      siteId: owner.siteId,
      engagementId: owner.engagementId,
      actorId: null,
      via: 'workflow',
      operation: 'humanTasks.withdraw',
      entity: 'human_task',
      entityId: id,
      after: { kind, role },
    });
}
