import type { Subject } from '@kado/contracts/human-task';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { ROLE_NAMES } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { fieldProblem, Problem } from '../common/problem';

export interface RepairTask {
  id: string;
  kind: HumanTaskKind;
  status: 'open' | 'completed' | 'cancelled';
  workflowId: string;
  lotNo: number | null;
  subject: Subject;
  since: Date;
  dueAt: Date;
}

const SELECT = `
  select t.id, t.kind, t.status, t.workflow_id as "workflowId", l.lot_no as "lotNo", t.subject, t.since, t.due_at as "dueAt"
    from human_task t left join lot l on l.id = t.lot_id`;

/** Effects that ask for a repair now; one of them where it is named. */
export function openEffects(tx: Tx, engagementId: string, taskId?: string): Promise<RepairTask[]> {
  return tx.rows<RepairTask>(
    `${SELECT} where t.engagement_id = $1 and t.kind = 'repair_effect' and t.status = 'open' and ($2::text is null or t.id = $2)
      order by t.since, t.id`,
    [engagementId, taskId ?? null],
  );
}

/** Tasks that a request has decided already, before its answer was lost. */
export function decidedBy(tx: Tx, engagementId: string, commandId: string): Promise<RepairTask[]> {
  return tx.rows<RepairTask>(
    `${SELECT} where t.engagement_id = $1 and exists (
       select 1 from audit_log a where a.engagement_id = $1 and a.operation = 'humanTasks.complete' and a.entity_id = t.id
          and a.after ->> 'decisionId' = $2 || ':' || t.id) order by t.since, t.id`,
    [engagementId, commandId],
  );
}

export function openTasks(tx: Tx, engagementId: string): Promise<RepairTask[]> {
  return tx.rows<RepairTask>(`${SELECT} where t.engagement_id = $1 and t.status = 'open' order by t.since, t.id`, [
    engagementId,
  ]);
}

export async function requireTaskOf(tx: Tx, engagementId: string, taskId: string): Promise<RepairTask> {
  const task = await tx.one<RepairTask>(`${SELECT} where t.engagement_id = $1 and t.id = $2`, [engagementId, taskId]);
  if (task) return task;
  throw fieldProblem('/taskId', 'no_such_task', {
    ja: 'この案件にこの判断待ちはありません。',
    en: 'This engagement has no such human task.',
  });
}

export function requireSkippable(task: RepairTask): RepairTask {
  if (task.status !== 'open') throw new Problem(409, 'decision_already_made', { extras: { taskId: task.id } });
  if (isSkippable(task)) return task;
  throw new Problem(409, 'not_skippable', { detail: insteadOf(task), extras: { taskId: task.id, kind: task.kind } });
}

export function isSkippable({ kind, subject }: RepairTask): boolean {
  return kind === 'repair_effect' ? subject.skippable === 1 : kindSpec(kind).skippedAs !== undefined;
}

/** What to do in place of skipping: the story cannot go on without this. */
function insteadOf({ kind, subject }: RepairTask): { ja: string; en: string } {
  if (kind === 'repair_effect')
    return {
      ja: `処理「${subject.effect}」の結果がないと先に進めません。原因を直してから再試行（retry）してください。終わらせる場合は強制終了（terminate）です。`,
      en: `The story cannot go on without what "${subject.effect}" does: put its cause right and retry; to end the engagement instead, terminate.`,
    };
  const { role, ja, en } = kindSpec(kind);
  return {
    ja: `「${ja}」は${ROLE_NAMES[role].ja}の判断が必要です。担当を替える（delegate、take-over）、期限を延ばす（reschedule）、段階をやり直す（reset）、または中止してください。`,
    en: `"${en}" has to be decided (${ROLE_NAMES[role].en}): let somebody else take it (delegate, take-over), move its date (reschedule), send the engagement back (reset), or cancel it.`,
  };
}
