import type { StepOwner } from '@kado/contracts/activities';
import { COMMAND, type CommandReceipt, type SubmittedCommand, type TakenCommand } from '@kado/contracts/command';
import type { FailureType } from '@kado/contracts/failures';
import type { CommandKind } from '@kado/domain/commands';
import { kindSpec } from '@kado/domain/human-tasks';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import { defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { steps } from './activity-profiles';
import type { Desk } from './desk';
import { now, refusal, unwrap } from './failures';
import { codeOf, fields } from './judge';
import { commandSummary } from './texts';

const commandUpdate = defineUpdate<CommandReceipt, [SubmittedCommand]>(COMMAND);
const commandSignal = defineSignal<[unknown]>(COMMAND);

/** Commands that any desk carries out by itself. */
export type DeskCommand = 'reschedule' | 'skip_task' | 'resync';

export interface Door {
  desk: Desk<Stage> | Desk<LotStage>;
  owner: StepOwner;
  /** Engine integrity only, as for decisions. */
  refuse: (submitted: SubmittedCommand) => FailureType | undefined;
  /** Changes the story; the step that follows writes it, with the command's effect on documents. */
  apply: (command: TakenCommand) => void;
  afterwards?: (command: TakenCommand) => Promise<void>;
}

const BY_DESK: Record<DeskCommand, (desk: Door['desk'], command: TakenCommand) => void> = {
  // The step moves the due date, and answers the clocks.
  reschedule: () => undefined,
  skip_task: (desk, { data, actorId, commandId, reasonId, traceId }) => {
    const task = desk.find(String(data.taskId));
    const outcome = task && kindSpec(task.wait.kind).skippedAs;
    if (!task || task.decision || task.withdrawn || outcome === undefined) return;
    desk.judge.set(task, { outcome, actorId, decisionId: commandId, via: 'ops', data: {}, reasonId, traceId });
  },
  resync: (desk) => desk.writeAnew(),
};

/** Takes commands by both doors, one after the other and in line with decisions. */
export function openCommandDoor(door: Door): void {
  const { desk, owner } = door;
  setHandler(commandUpdate, (submitted) => take(door, submitted, 'api'), {
    validator: (submitted) => {
      if (!desk.receiptOf(submitted.commandId)) check(door, submitted);
    },
  });
  setHandler(commandSignal, async (payload) => {
    const submitted = readCommand(payload);
    try {
      await take(door, submitted, 'signal');
    } catch (error) {
      const code = codeOf(error);
      await steps.recordRefusedSignal({ owner, command: submitted, code });
      desk.refused(submitted.command || COMMAND, code);
    }
  });
}

function check({ desk, refuse }: Door, submitted: SubmittedCommand): void {
  const rejection = refuse(submitted);
  if (rejection) throw refusal(rejection, desk.shownStage());
}

function take(door: Door, submitted: SubmittedCommand, via: 'api' | 'signal'): Promise<CommandReceipt> {
  const { desk, owner, apply, afterwards } = door;
  return desk.judge.queue(async () => {
    const known = desk.receiptOf(submitted.commandId);
    if (known) return known;
    check(door, submitted);
    const kind = submitted.command as CommandKind;
    const stage = desk.shownStage();
    const reviewed = await steps.reviewCommand
      .executeWithOptions({ summary: commandSummary(kind) }, [{ owner, command: submitted, door: via, stage }])
      .catch(unwrap);
    check(door, submitted);
    const { commandId, traceId } = submitted;
    const command: TakenCommand = { ...reviewed, command: kind, commandId, via, at: now(), traceId };
    desk.book.noteCommand(command);
    if (kind in BY_DESK) BY_DESK[kind as DeskCommand](desk, command);
    else apply(command);
    await desk.step();
    await afterwards?.(command);
    const receipt = { command: kind, stage: desk.shownStage(), version: desk.currentVersion(), at: command.at };
    desk.keepReceipt(commandId, receipt);
    return receipt;
  });
}

/** Typed by hand: whatever arrives becomes a command that can be refused. The same words without an id are the same command. */
function readCommand(payload: unknown): SubmittedCommand {
  const { text, given } = fields(payload);
  const { data } = given;
  return {
    command: text('command'),
    actor: text('actor'),
    commandId: text('commandId') || `signal:${text('command')}:${text('actor')}:${JSON.stringify(data ?? {})}`,
    reason: text('reason') || undefined,
    data: typeof data === 'object' && data !== null ? (data as SubmittedCommand['data']) : undefined,
  };
}
