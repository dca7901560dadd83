import type { DeskCarry, Journal } from '@kado/contracts/carry';
import type { DecidedVia, Decision, DecisionData, Subject, TaskState, Wait } from '@kado/contracts/human-task';
import type { ClockPoint } from '@kado/domain/clock-codes';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '../../database';

/** A human task with what its audit rows add: when its row was written, and by which message it was decided. */
export interface TaskRow {
  id: string;
  kind: HumanTaskKind;
  role: Role;
  waitsFor: 'kado' | 'client';
  status: 'open' | 'completed' | 'cancelled';
  excluding: string[];
  since: Date;
  dueAt: Date;
  chapter: string | null;
  key: string | null;
  subject: Subject;
  clocks: ClockPoint[];
  struck: Record<string, string>;
  escalatedTo: Role[];
  pausedAt: Date | null;
  outcome: string | null;
  data: DecisionData;
  reasonId: string | null;
  decidedBy: string | null;
  decidedVia: DecidedVia | null;
  decidedAt: Date | null;
  openedAt: Date | null;
  decisionId: string | null;
  traceId: string | null;
}

/** All tasks that one execution has ever asked, in the order of their numbers. */
export function readTasks(tx: Tx, workflowId: string): Promise<TaskRow[]> {
  return tx.rows<TaskRow>(
    `select t.id, t.kind, t.role, t.waits_for as "waitsFor", t.status, t.excluding, t.since, t.due_at as "dueAt", t.chapter,
            t.journal_key as key, t.subject, t.clocks, t.struck, t.escalated_to as "escalatedTo", t.paused_at as "pausedAt",
            t.outcome, t.data, t.reason_id as "reasonId", t.decided_by as "decidedBy", t.decided_via as "decidedVia",
            t.decided_at as "decidedAt", o.at as "openedAt", d.after ->> 'decisionId' as "decisionId", d.trace_id as "traceId"
       from human_task t
       left join lateral (select at from audit_log a where a.engagement_id = t.engagement_id and a.entity_id = t.id
                             and a.operation = 'humanTasks.open' order by a.id limit 1) o on true
       left join lateral (select after, trace_id from audit_log a where a.engagement_id = t.engagement_id and a.entity_id = t.id
                             and a.operation = 'humanTasks.complete' order by a.id desc limit 1) d on true
      where t.workflow_id = $1 order by substring(t.id from '[0-9]+$')::int`,
    [workflowId],
  );
}

/** Causes for which the clocks of a task stand still. */
export type Pauses = (task: TaskRow) => string[];

export function taskStates(rows: readonly TaskRow[], pauses: Pauses, heldSince: string | undefined): TaskState[] {
  return rows.map((row) => {
    const decision = row.status === 'completed' ? decisionOf(row) : undefined;
    return {
      wait: waitOf(row, row.status === 'open' ? pauses(row) : [], heldSince),
      // What is in the rows is written by definition: its sender may be answered.
      written: decision !== undefined,
      ...(decision && { decision }),
      ...(row.status === 'cancelled' && { withdrawn: true }),
    };
  });
}

function waitOf(row: TaskRow, pausedBy: string[], heldSince: string | undefined): Wait {
  const pausedAt = row.pausedAt?.toISOString() ?? heldSince;
  return {
    taskId: row.id,
    kind: row.kind,
    role: row.role,
    waitsFor: row.waitsFor,
    since: row.since.toISOString(),
    dueAt: row.dueAt.toISOString(),
    excluding: row.excluding,
    ...(row.chapter !== null && { chapter: row.chapter }),
    ...(row.key !== null && { key: row.key }),
    ...subjectOf(row),
    ...(row.escalatedTo.length > 0 && { escalatedTo: row.escalatedTo }),
    ...(pausedBy.length > 0 && pausedAt !== undefined && { pausedAt, pausedBy }),
  };
}

function decisionOf(row: TaskRow): Decision {
  return {
    taskId: row.id,
    kind: row.kind,
    outcome: row.outcome ?? '',
    actorId: row.decidedBy ?? '',
    // Rows from before the audit kept it: the reason of a decision by the API has the decision's id.
    decisionId: row.decisionId ?? row.reasonId ?? `row:${row.id}`,
    via: row.decidedVia ?? 'api',
    at: (row.decidedAt ?? row.since).toISOString(),
    data: row.data,
    ...(row.reasonId !== null && { reasonId: row.reasonId }),
    ...(row.traceId !== null && { traceId: row.traceId }),
    ...subjectOf(row),
  };
}

const subjectOf = ({ subject }: TaskRow): Pick<Wait, 'subject'> => (Object.keys(subject).length > 0 ? { subject } : {});

/** What has not struck yet of the clocks of open tasks; what should have struck meanwhile strikes at once. */
export function clockPoints(rows: readonly TaskRow[]): DeskCarry['points'] {
  return rows
    .filter((row) => row.status === 'open')
    .flatMap((row) => {
      const points = row.clocks.length > 0 ? row.clocks : [{ code: 'due' as const, at: row.dueAt.toISOString() }];
      return points
        .filter(({ code }) => row.struck[code] === undefined)
        .map(({ code, at }) => ({ taskId: row.id, code, at }));
    });
}

/**
 * What a chapter has asked, by the place in the story. Tasks taken back belong to a telling that was left, or to an effect
 * that has worked since; those asked before `since` to an earlier telling of the same chapter.
 */
export function journalOf(rows: readonly TaskRow[], chapter: string, since?: Date): Journal {
  const asked = rows.filter(
    (row) =>
      row.chapter === chapter &&
      row.key !== null &&
      row.status !== 'cancelled' &&
      (since === undefined || row.openedAt === null || row.openedAt >= since),
  );
  return Object.fromEntries(asked.map((row) => [row.key as string, { taskId: row.id }]));
}
