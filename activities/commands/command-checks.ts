import type { StepOwner } from '@kado/contracts/activities';
import type { DecisionData } from '@kado/contracts/human-task';
import { dateInTokyo } from '@kado/domain/calendar';
import type { CommandKind } from '@kado/domain/commands';
import { isHumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { refuse } from '../shared/failures';
import { storable } from '../shared/storable';

export interface CommandContext {
  tx: Tx;
  owner: StepOwner;
  actorId: string;
  role: Role;
  data: DecisionData;
}

type Check = (context: CommandContext) => Promise<DecisionData>;

/** What a command is about must be there; answers its checked data and the facts that the story needs. */
const CHECKS: Partial<Record<CommandKind, Check>> = {
  // Who put it on hold for the client's sake may be the client; KADO's own hold is KADO's to end.
  resume: async ({ tx, owner, role }) => {
    if (role !== 'client') return {};
    const held = await tx.one<{ actor_role: string | null }>(
      `select actor_role from audit_log where engagement_id = $1 and operation = 'engagements.hold' order by id desc limit 1`,
      [owner.engagementId],
    );
    if (held?.actor_role !== 'client') throw refuse('role_not_allowed');
    return {};
  },
  request_change: async (context) => {
    const { changeNo, by, status } = await changeOf(context);
    if (status !== 'requested' && status !== 'offered') throw invalid('change_closed', '/data/changeNo');
    return { changeNo, by };
  },
  withdraw_change: async (context) => {
    const { changeNo, by, status } = await changeOf(context);
    if (status !== 'requested' && status !== 'offered') throw invalid('change_closed', '/data/changeNo');
    if ((context.role === 'client') !== (by === 'client')) throw refuse('role_not_allowed');
    return { changeNo };
  },
  propose_plan_change: async ({ tx, owner, data, actorId }) => {
    const planVersion = whole(data.planVersion, '/data/planVersion');
    const row = await tx.one<{ author_id: string; status: string }>(
      'select author_id, status from plan_change where engagement_id = $1 and plan_version = $2',
      [owner.engagementId, planVersion],
    );
    if (!row) throw invalid('no_such_version', '/data/planVersion');
    if (row.status !== 'proposed' || row.author_id !== actorId)
      throw invalid('plan_change_closed', '/data/planVersion');
    return { planVersion };
  },
  ask_client: async (context) => {
    const task = await openTask(context);
    if (task.waits_for !== 'kado') throw invalid('task_waits_for_client', '/data/taskId');
    const row = await context.tx.one<{ n: number }>(
      'select coalesce(max(question_no), 0) + 1 as n from client_question where engagement_id = $1',
      [context.owner.engagementId],
    );
    return { taskId: task.id, questionNo: row?.n ?? 1 };
  },
  reschedule: async (context) => {
    const task = await openTask(context);
    const dueAt = String(context.data.dueAt ?? '');
    const at = /T.*(Z|[+-]\d{2}:\d{2})$/.test(dueAt) ? Date.parse(dueAt) : Number.NaN;
    if (Number.isNaN(at) || at <= Date.now()) throw invalid('due_in_the_past', '/data/dueAt');
    const iso = new Date(at).toISOString();
    if (dateInTokyo(iso) > '2049-12-31') throw invalid('due_too_late', '/data/dueAt');
    return { taskId: task.id, dueAt: iso };
  },
  skip_task: async (context) => {
    const task = await openTask(context);
    if (!isHumanTaskKind(task.kind) || kindSpec(task.kind).skippedAs === undefined)
      throw invalid('not_skippable', '/data/taskId');
    return { taskId: task.id };
  },
  reset: ({ data }) => Promise.resolve({ stage: String(data.stage) }),
};

export async function checkCommand(kind: CommandKind, context: CommandContext): Promise<DecisionData> {
  return (await CHECKS[kind]?.(context)) ?? {};
}

async function changeOf({ tx, owner, data }: CommandContext) {
  const changeNo = whole(data.changeNo, '/data/changeNo');
  const row = await tx.one<{ requested_by: 'kado' | 'client'; status: string }>(
    'select requested_by, status from change_request where engagement_id = $1 and change_no = $2',
    [owner.engagementId, changeNo],
  );
  if (!row) throw invalid('no_such_change', '/data/changeNo');
  return { changeNo, by: row.requested_by, status: row.status };
}

/** A task of this very execution: a lot's tasks are the lot's. */
async function openTask({ tx, owner, data }: CommandContext) {
  const id = typeof data.taskId === 'string' ? storable(data.taskId, 100) : '';
  const row = await tx.one<{ id: string; kind: string; waits_for: string }>(
    `select id, kind, waits_for from human_task where id = $1 and workflow_id = $2 and status = 'open'`,
    [id, owner.workflowId],
  );
  if (!row) throw invalid('no_such_task', '/data/taskId');
  return row;
}

const INT4 = 2_147_483_647;

function whole(value: unknown, pointer: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) > INT4)
    throw invalid('number_required', pointer);
  return value;
}

function invalid(code: string, pointer?: string) {
  return refuse('command_invalid', { code, pointer });
}
