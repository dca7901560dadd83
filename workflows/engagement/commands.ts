import { COMMAND, type CommandReceipt, type SubmittedCommand, type TakenCommand } from '@kado/contracts/command';
import type { SideStory } from '@kado/contracts/engagement';
import { type CommandKind, refuseCommandByStage } from '@kado/domain/commands';
import { kindSpec } from '@kado/domain/human-tasks';
import { type ChapterName, canReset } from '@kado/domain/lifecycle';
import { defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { steps } from '../shared/activity-profiles';
import { now, refusal, unwrap } from '../shared/failures';
import { codeOf, fields } from '../shared/judge';
import { commandSummary } from '../shared/texts';
import type { Engagement } from './engagement';
import { tellSide } from './sides';

const commandUpdate = defineUpdate<CommandReceipt, [SubmittedCommand]>(COMMAND);
const commandSignal = defineSignal<[unknown]>(COMMAND);

type Apply = (engagement: Engagement, command: TakenCommand) => void;

/** What each command does to the story; the step that follows writes it, with its effect on documents. */
const APPLY: Record<CommandKind, Apply> = {
  hold: ({ desk }) => desk.hold(),
  resume: ({ desk }) => desk.resume(),
  cancel: (engagement) => engagement.leaveFor('cancelling'),
  lose: (engagement) => engagement.leaveFor(engagement.lose()),
  request_change: (engagement, { data }) =>
    begin(engagement, 'change', `change:${data.changeNo}`, { changeNo: number(data.changeNo), by: String(data.by) }),
  withdraw_change: (engagement, { data }) => engagement.leaveSide(`change:${data.changeNo}`),
  propose_plan_change: (engagement, { data, actorId }) =>
    begin(engagement, 'plan_change', `plan:${data.planVersion}`, {
      planVersion: number(data.planVersion),
      author: actorId,
    }),
  ask_client: (engagement, { data }) =>
    begin(engagement, 'question', `question:${data.questionNo}`, {
      questionNo: number(data.questionNo),
      taskId: String(data.taskId),
    }),
  // The step moves the due date, and answers the clocks.
  reschedule: () => undefined,
  skip_task: ({ desk }, { data, actorId, commandId, reasonId, traceId }) => {
    const task = desk.find(String(data.taskId));
    const outcome = task && kindSpec(task.wait.kind).skippedAs;
    if (!task || task.decision || task.withdrawn || outcome === undefined) return;
    desk.judge.set(task, { outcome, actorId, decisionId: commandId, via: 'ops', data: {}, reasonId, traceId });
  },
  reset: (engagement, { data }) => engagement.leaveFor(data.stage as ChapterName),
  terminate: (engagement) => engagement.leaveFor('cancelled'),
  resync: ({ desk }) => desk.touch(),
  hand_over: (engagement) => {
    engagement.handOverAsked = true;
  },
};

/** What the lots are told after the step is written. */
const ORDERS: Partial<Record<CommandKind, 'hold' | 'resume' | 'stop' | 'hand_over'>> = {
  hold: 'hold',
  resume: 'resume',
  terminate: 'stop',
  hand_over: 'hand_over',
};

/** Takes commands by both doors, one after the other and in line with decisions. */
export function openCommandDoor(engagement: Engagement): void {
  const { desk, owner } = engagement;

  setHandler(commandUpdate, (submitted) => take(engagement, submitted, 'api'), {
    validator: (submitted) => {
      if (!desk.receiptOf(submitted.commandId)) refuse(engagement, submitted);
    },
  });
  setHandler(commandSignal, async (payload) => {
    const submitted = readCommand(payload);
    try {
      await take(engagement, submitted, 'signal');
    } catch (error) {
      const code = codeOf(error);
      await steps.recordRefusedSignal({ owner, command: submitted, code });
      desk.refused(submitted.command || COMMAND, code);
    }
  });
}

function refuse({ desk, reached }: Engagement, { command, data }: SubmittedCommand): void {
  const rejection = refuseCommandByStage(command, desk.shownStage());
  if (rejection) throw refusal(rejection, desk.shownStage());
  if (command === 'reset' && !canReset(reached, data?.stage as ChapterName))
    throw refusal('command_invalid', desk.shownStage());
}

function take(engagement: Engagement, submitted: SubmittedCommand, door: 'api' | 'signal'): Promise<CommandReceipt> {
  const { desk, owner } = engagement;
  return desk.judge.queue(async () => {
    const known = desk.receiptOf(submitted.commandId);
    if (known) return known;
    refuse(engagement, submitted);
    const command = submitted.command as CommandKind;
    const reviewed = await steps.reviewCommand
      .executeWithOptions({ summary: commandSummary(command) }, [
        { owner, command: submitted, door, stage: desk.shownStage() },
      ])
      .catch(unwrap);
    refuse(engagement, submitted);
    const taken: TakenCommand = {
      ...reviewed,
      command,
      commandId: submitted.commandId,
      via: door,
      at: now(),
      traceId: submitted.traceId,
    };
    desk.record(taken);
    APPLY[command](engagement, taken);
    await desk.step();
    const order = ORDERS[command];
    if (order) await engagement.tellLots(order);
    const receipt = { command, stage: desk.shownStage(), version: desk.currentVersion(), at: taken.at };
    desk.keepReceipt(submitted.commandId, receipt);
    return receipt;
  });
}

function begin(engagement: Engagement, kind: SideStory['kind'], name: string, about: SideStory['about']): void {
  if (engagement.sides.some((side) => side.name === name)) return;
  const side: SideStory = { name, kind, about };
  engagement.sides.push(side);
  void tellSide(engagement, side);
}

function readCommand(payload: unknown): SubmittedCommand {
  const { text, given } = fields(payload);
  const commandId = text('commandId') || `signal:${text('command')}:${text('actor')}:${desk(given)}`;
  return {
    command: text('command'),
    actor: text('actor'),
    commandId,
    reason: text('reason') || undefined,
    data: typeof given.data === 'object' && given.data !== null ? (given.data as SubmittedCommand['data']) : undefined,
  };
}

const desk = (given: Record<string, unknown>): string => JSON.stringify(given.data ?? {});
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
