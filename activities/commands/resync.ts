import type { StepOwner } from '@kado/contracts/activities';
import type { Wait } from '@kado/contracts/human-task';
import type { Tx } from '@kado/persistence/database';

/**
 * The rows of one execution become what it says, whatever has happened to them: what it does not wait for is not open, what
 * it waits for is open and as it was asked. Terms are the calendar's and stay; who has claimed a task keeps it.
 */
export async function resyncTasks(tx: Tx, owner: StepOwner, waits: readonly Wait[]): Promise<void> {
  await tx.rows(
    `update human_task set status = case when decided_at is null then 'cancelled' else 'completed' end, paused_at = null,
            row_version = row_version + 1
      where workflow_id = $1 and status = 'open' and id <> all ($2::text[])`,
    [owner.workflowId, waits.map((wait) => wait.taskId)],
  );
  for (const wait of waits)
    await tx.rows(
      `update human_task t set status = 'open', kind = w.kind, role = w.role, waits_for = w.waits_for, excluding = w.excluding,
              since = w.since, chapter = w.chapter, journal_key = w.journal_key, subject = w.subject, escalated_to = w.escalated_to,
              paused_at = w.paused_at, outcome = null, data = '{}', reason_id = null, decided_by = null, decided_via = null,
              decided_at = null, row_version = t.row_version + 1
         from (select $2::text as kind, $3::text as role, $4::text as waits_for, $5::uuid[] as excluding, $6::timestamptz as since,
                      $7::text as chapter, $8::text as journal_key, $9::jsonb as subject, $10::text[] as escalated_to,
                      $11::timestamptz as paused_at) w
        where t.id = $1
          and (t.status, t.kind, t.role, t.waits_for, t.excluding, t.since, t.chapter, t.journal_key, t.subject, t.escalated_to, t.paused_at)
              is distinct from ('open', w.kind, w.role, w.waits_for, w.excluding, w.since, w.chapter, w.journal_key, w.subject,
                                w.escalated_to, w.paused_at)`,
      [
        wait.taskId,
        wait.kind,
        wait.role,
        wait.waitsFor,
        wait.excluding,
        wait.since,
        wait.chapter ?? null,
        wait.key ?? null,
        JSON.stringify(wait.subject ?? {}),
        wait.escalatedTo ?? [],
        wait.pausedAt ?? null,
      ],
    );
}
