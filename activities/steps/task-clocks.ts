import type { StepOwner, TaskClocks } from '@kado/contracts/activities';
import type { Wait } from '@kado/contracts/human-task';
import { clockPoints } from '@kado/domain/calendar';
import type { ClockPoint } from '@kado/domain/clock-codes';
import { resumeClocks, type TermClocks, type TermFacts, termClocks } from '@kado/domain/clocks';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';

export interface TaskClockRow {
  id: string;
  kind: HumanTaskKind;
  since: Date;
  due_at: Date;
  clocks: ClockPoint[];
}

/** The clocks of a task that is being asked, by the calendar and by what was agreed. */
export async function newClocks(tx: Tx, owner: StepOwner, wait: Wait): Promise<TermClocks> {
  return termClocks(wait.kind, wait.since, await termFacts(tx, owner, wait.kind));
}

async function termFacts(tx: Tx, owner: StepOwner, kind: HumanTaskKind): Promise<TermFacts> {
  if (kind === 'sign_requirements') {
    const quote = await tx.one<{ valid_until: string }>(
      `select valid_until from quote q where q.engagement_id = $1 and q.version = ${pricedQuoteVersion('$1')}`,
      [owner.engagementId],
    );
    return quote ? { validUntil: quote.valid_until } : {};
  }
  if (!['accept_delivery', 'write_plan', 'approve_plan', 'assemble_team'].includes(kind)) return {};
  const terms = await tx.one<{ days: number | null; deemed: boolean | null; start: string | null }>(
    `select (clauses ->> 'acceptanceWindowDays')::int as days, (clauses ->> 'deemedAcceptance')::boolean as deemed,
            clauses ->> 'workStart' as start
       from requirement_version where engagement_id = $1 and status = 'signed' order by version desc limit 1`,
    [owner.engagementId],
  );
  if (!terms) return {};
  if (kind !== 'accept_delivery') return terms.start ? { workStart: terms.start } : {};
  return { ...(terms.days !== null && { days: terms.days }), deemed: terms.deemed === true };
}

/** Tasks from before all points were kept have their term only. */
export function clocksOf(row: TaskClockRow): TermClocks {
  const dueAt = row.due_at.toISOString();
  if (row.clocks.length > 0) return { dueAt, points: row.clocks };
  const { at50, at75 } = clockPoints(row.since.toISOString(), dueAt);
  return {
    dueAt,
    points: [
      { code: 'half', at: at50 },
      { code: 'three_quarters', at: at75 },
      { code: 'due', at: dueAt },
    ],
  };
}

export async function setClocks(tx: Tx, taskId: string, { dueAt, points }: TermClocks): Promise<void> {
  await tx.rows(
    'update human_task set due_at = $2, clocks = $3, row_version = row_version + 1 where id = $1 and status = $4',
    [taskId, dueAt, JSON.stringify(points), 'open'],
  );
}

export async function pauseTasks(tx: Tx, taskIds: readonly string[], at: string): Promise<void> {
  await tx.rows(
    `update human_task set paused_at = $2, row_version = row_version + 1 where id = any ($1::text[]) and status = 'open'`,
    [taskIds, at],
  );
}

/** Each goes on with the business time that was left when it stopped. */
export async function resumeTasks(
  tx: Tx,
  tasks: readonly { taskId: string; pausedAt: string }[],
  at: string,
): Promise<void> {
  for (const { taskId, pausedAt } of tasks) {
    const row = await tx.one<TaskClockRow>(
      `select id, kind, since, due_at, clocks from human_task where id = $1 and status = 'open'`,
      [taskId],
    );
    if (!row) continue;
    await setClocks(tx, taskId, resumeClocks(clocksOf(row), pausedAt, at));
    await tx.rows('update human_task set paused_at = null where id = $1', [taskId]);
  }
}

/** What a step answers: the clocks of tasks that are open, as they stand now. */
export async function readClocks(tx: Tx, taskIds: readonly string[]): Promise<Record<string, TaskClocks>> {
  if (taskIds.length === 0) return {};
  const rows = await tx.rows<TaskClockRow>(
    'select id, kind, since, due_at, clocks from human_task where id = any ($1::text[])',
    [taskIds],
  );
  return Object.fromEntries(rows.map((row) => [row.id, clocksOf(row)]));
}
