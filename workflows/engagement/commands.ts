import type { TakenCommand } from '@kado/contracts/command';
import type { SideStory } from '@kado/contracts/engagement';
import { type CommandKind, refuseCommandByStage } from '@kado/domain/commands';
import { type ChapterName, canReset } from '@kado/domain/lifecycle';
import { type DeskCommand, openCommandDoor } from '../shared/command-door';
import type { Engagement } from './engagement';
import { tellSide } from './sides';

type Apply = (engagement: Engagement, command: TakenCommand) => void;

/** What each command does to the story; the step that follows writes it, with its effect on documents. */
const APPLY: Record<Exclude<CommandKind, DeskCommand>, Apply> = {
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
  reset: (engagement, { data }) => engagement.leaveFor(data.stage as ChapterName),
  terminate: (engagement) => {
    engagement.bareEnd = true;
    engagement.leaveFor('cancelling');
  },
  hand_over: (engagement) => {
    engagement.handOverAsked = true;
  },
};

/** What the lots are told after the step is written. */
const ORDERS: Partial<Record<CommandKind, 'hold' | 'resume' | 'stop' | 'hand_over'>> = {
  hold: 'hold',
  resume: 'resume',
  hand_over: 'hand_over',
};

/** Everything that people may do to an engagement without being asked. */
export function openEngagementDoor(engagement: Engagement): void {
  const { desk, owner, reached } = engagement;
  openCommandDoor({
    desk,
    owner,
    refuse: ({ command, data }) => {
      const rejection = refuseCommandByStage(command, desk.shownStage());
      if (rejection) return rejection;
      return command === 'reset' && !canReset(reached, data?.stage as ChapterName) ? 'command_invalid' : undefined;
    },
    apply: (command) => APPLY[command.command as keyof typeof APPLY](engagement, command),
    afterwards: async ({ command }) => {
      const order = ORDERS[command];
      if (order) await engagement.tellLots(order);
    },
  });
}

function begin(engagement: Engagement, kind: SideStory['kind'], name: string, about: SideStory['about']): void {
  if (engagement.sides.some((side) => side.name === name)) return;
  const side: SideStory = { name, kind, about };
  engagement.sides.push(side);
  void tellSide(engagement, side);
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
