import { type ChapterName, LIVE_STAGES, type Stage } from './lifecycle';
import type { Role } from './roles';

/**
 * What people may do to an engagement without being asked, as against human tasks, which the engagement asks for. `stages`
 * are those in which it makes sense; `on_hold` counts only where it is named.
 */
export interface CommandSpec {
  roles: readonly Role[];
  stages: readonly Stage[];
  needsReason: boolean;
  ja: string;
  en: string;
}

const CONTRACTED = ['decomposition', 'team_assembly', 'production', 'quality', 'delivery'] as const;
const OPEN: readonly Stage[] = [...LIVE_STAGES, 'on_hold'];

export const COMMANDS = {
  hold: { roles: ['manager', 'client'], stages: LIVE_STAGES, needsReason: true, ja: '保留', en: 'Put on hold' },
  resume: { roles: ['manager', 'client'], stages: ['on_hold'], needsReason: false, ja: '再開', en: 'Resume' },
  cancel: { roles: ['manager'], stages: OPEN, needsReason: true, ja: '中止', en: 'Cancel' },
  lose: { roles: ['manager'], stages: ['requirements'], needsReason: true, ja: '失注', en: 'Lose' },
  request_change: {
    roles: ['manager', 'client'],
    stages: CONTRACTED,
    needsReason: true,
    ja: '変更依頼',
    en: 'Request a change',
  },
  withdraw_change: {
    roles: ['manager', 'client'],
    stages: OPEN,
    needsReason: false,
    ja: '変更依頼の取下げ',
    en: 'Withdraw a change request',
  },
  propose_plan_change: {
    roles: ['director'],
    stages: ['team_assembly', 'production', 'quality', 'delivery'],
    needsReason: true,
    ja: '進行中の計画変更',
    en: 'Propose a change of the running plan',
  },
  ask_client: {
    roles: ['manager', 'director', 'leader'],
    stages: LIVE_STAGES,
    needsReason: true,
    ja: 'クライアントへの質問',
    en: 'Ask the client',
  },
  reschedule: {
    roles: ['manager', 'director', 'coordinator'],
    stages: OPEN,
    needsReason: true,
    ja: '期限の変更',
    en: 'Move a due date',
  },
  skip_task: {
    roles: ['ops'],
    stages: [...OPEN, 'cancelling'],
    needsReason: true,
    ja: '判断の省略',
    en: 'Skip a task',
  },
  reset: { roles: ['ops'], stages: LIVE_STAGES, needsReason: true, ja: '段階のやり直し', en: 'Reset to a stage' },
  terminate: {
    roles: ['ops'],
    stages: [...OPEN, 'cancelling'],
    needsReason: true,
    ja: '強制終了',
    en: 'Terminate with clean-up',
  },
  resync: {
    roles: ['ops'],
    stages: [...OPEN, 'cancelling'],
    needsReason: false,
    ja: '再同期',
    en: 'Write the projection anew',
  },
  hand_over: {
    roles: ['ops'],
    stages: [...OPEN, 'cancelling'],
    needsReason: false,
    ja: '実行の引継ぎ',
    en: 'Go on in a new run',
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandKind = keyof typeof COMMANDS;

export function commandSpec(kind: CommandKind): CommandSpec {
  return COMMANDS[kind];
}

export function isCommandKind(value: string): value is CommandKind {
  return Object.hasOwn(COMMANDS, value);
}

/** Why a command is not taken, beside what a person's role and scope say. */
export const COMMAND_REJECTIONS = ['unknown_command', 'wrong_stage', 'on_hold', 'command_invalid'] as const;
export type CommandRejection = (typeof COMMAND_REJECTIONS)[number];

/** What can be judged by the execution itself, without looking anything up. */
export function refuseCommandByStage(command: string, stage: Stage): CommandRejection | undefined {
  if (!isCommandKind(command)) return 'unknown_command';
  return commandSpec(command).stages.includes(stage) ? undefined : 'wrong_stage';
}

/** What cancelling undoes and settles, each step for what had been begun. */
export const COMPENSATIONS = [
  'stop_lots',
  'withdraw_offers',
  'notify_people',
  'approve_time',
  'schedule_pay',
  'return_data',
  'settle_cancellation',
] as const;
export type Compensation = (typeof COMPENSATIONS)[number];

/** In which chapter that begins which a step of the cancelling answers for. */
const BEGINS: Record<Compensation, ChapterName> = {
  stop_lots: 'requirements',
  withdraw_offers: 'requirements',
  notify_people: 'team_assembly',
  approve_time: 'production',
  schedule_pay: 'production',
  return_data: 'production',
  settle_cancellation: 'decomposition',
};
/** Steps owed as soon as people have worked on a pilot. */
const AFTER_PILOT: readonly Compensation[] = ['notify_people', 'approve_time', 'schedule_pay', 'return_data'];

/**
 * The steps of a cancelling in the reverse order of how things were begun: first the work stops, then the offers, then the
 * people are told and their accepted time is paid, then the client's data goes back and the client is settled with.
 */
export function compensationsFor(reached: readonly ChapterName[], piloted: boolean): Compensation[] {
  return COMPENSATIONS.filter((step) => reached.includes(BEGINS[step]) || (piloted && AFTER_PILOT.includes(step)));
}
