import type { StepInput } from '@kado/contracts/activities';
import type { TakenCommand } from '@kado/contracts/command';
import { moveDue } from '@kado/domain/clocks';
import type { CommandKind } from '@kado/domain/commands';
import { newId, type Tx } from '@kado/persistence/database';
import { notify } from '@kado/persistence/repositories/notices';
import { storable } from '../shared/storable';
import { clocksOf, setClocks, type TaskClockRow } from '../steps/task-clocks';
import { resyncTasks } from './resync';

/** The audit's name of each command; the API's operation has the same. */
export const COMMAND_OPERATIONS: Record<CommandKind, string> = {
  hold: 'engagements.hold',
  resume: 'engagements.resume',
  cancel: 'engagements.cancel',
  lose: 'engagements.lose',
  request_change: 'changes.request',
  withdraw_change: 'changes.withdraw',
  propose_plan_change: 'planChanges.propose',
  ask_client: 'questions.ask',
  reschedule: 'humanTasks.reschedule',
  skip_task: 'repairs.skip',
  reset: 'repairs.reset',
  terminate: 'repairs.terminate',
  resync: 'repairs.resync',
  hand_over: 'repairs.handOver',
};

type Effect = (tx: Tx, input: StepInput, command: TakenCommand) => Promise<void>;
const TEAM = ['director', 'leader', 'teleworker', 'pro', 'manager', 'coordinator'] as const;

/** What a command does to rows, in the transaction of the step that carries it out. */
const EFFECTS: Partial<Record<CommandKind, Effect>> = {
  hold: (tx, input, command) => tell(tx, input, command, 'hold', [...TEAM, 'client']),
  resume: (tx, input, command) => tell(tx, input, command, 'resume', [...TEAM, 'client']),
  cancel: (tx, input, command) => tell(tx, input, command, 'cancel', [...TEAM, 'client']),
  withdraw_change: async (tx, { owner }, { data }) => {
    await tx.rows(
      `update change_request set status = 'withdrawn', closed_at = now() where engagement_id = $1 and change_no = $2`,
      [owner.engagementId, data.changeNo],
    );
  },
  ask_client: async (tx, { owner }, { data, actorId, reasonId }) => {
    await tx.rows(
      `insert into client_question (id, site_id, engagement_id, question_no, task_id, asked_by, question_id, status)
       values ($1,$2,$3,$4,$5,$6,$7,'open') on conflict (engagement_id, question_no) do nothing`,
      [newId(), owner.siteId, owner.engagementId, data.questionNo, data.taskId, actorId, reasonId],
    );
  },
  reschedule: async (tx, _, { data }) => {
    const row = await tx.one<TaskClockRow>(
      'select id, kind, since, due_at, clocks from human_task where id = $1 for update',
      [data.taskId],
    );
    if (row) await setClocks(tx, row.id, moveDue(row.kind, row.since.toISOString(), clocksOf(row), String(data.dueAt)));
  },
  terminate: (tx, input, command) => tell(tx, input, command, 'cancel', [...TEAM, 'client']),
  resync: (tx, { owner, opened }) => resyncTasks(tx, owner, opened),
};

export async function carryOut(tx: Tx, input: StepInput, command: TakenCommand): Promise<void> {
  const { owner } = input;
  await EFFECTS[command.command]?.(tx, input, command);
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: command.actorId,
    actorRole: command.role,
    via: command.via,
    operation: COMMAND_OPERATIONS[command.command],
    ...aboutOf(owner, command),
    after: {
      ...command.data,
      ...(command.via === 'signal' && { identity: 'claimed' }),
      // What an execution rebuilt from the rows answers when the same command is sent again.
      commandId: storable(command.commandId, 300),
      receipt: { command: command.command, stage: input.stage, version: input.version, at: command.at },
    },
    reasonId: command.reasonId,
    traceId: command.traceId,
  });
}

function aboutOf(owner: StepInput['owner'], { data }: TakenCommand): { entity: string; entityId: string } {
  if (data.taskId !== undefined) return { entity: 'human_task', entityId: String(data.taskId) };
  if (owner.lotId !== undefined) return { entity: 'lot', entityId: owner.lotId };
  return { entity: 'engagement', entityId: owner.engagementId };
}

function tell(
  tx: Tx,
  { owner }: StepInput,
  command: TakenCommand,
  kind: string,
  roles: readonly ('client' | (typeof TEAM)[number])[],
): Promise<void> {
  return notify(tx, owner, {
    kind,
    key: `${kind}:${command.commandId}`,
    data: { engagementKey: owner.engagementKey },
    roles,
  });
}
