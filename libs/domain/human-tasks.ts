import { ASIDE_KINDS } from './human-task-kinds-aside';
import { CLOSING_TASKS } from './human-task-kinds-closing';
import { ORDER_KINDS } from './human-task-kinds-order';
import type { HumanTaskKindSpec } from './human-task-spec';

/** Every kind of decision that people take in an engagement. */
export const HUMAN_TASK_KINDS = { ...ORDER_KINDS, ...CLOSING_TASKS, ...ASIDE_KINDS } as const;

export type HumanTaskKind = keyof typeof HUMAN_TASK_KINDS;

/** What a clock may give instead of a person. */
type ByClock<S> = S extends { byClock: readonly (infer O)[] } ? O : never;

/** The outcomes of one kind, by people and by clocks: a story that branches by another one does not compile. */
export type OutcomeOf<K extends HumanTaskKind> =
  | (typeof HUMAN_TASK_KINDS)[K]['outcomes'][number]
  | ByClock<(typeof HUMAN_TASK_KINDS)[K]>;

export const CLOSING_KINDS = Object.keys(CLOSING_TASKS) as (keyof typeof CLOSING_TASKS)[];

export function kindSpec(kind: HumanTaskKind): HumanTaskKindSpec {
  return HUMAN_TASK_KINDS[kind];
}

export function isHumanTaskKind(value: string): value is HumanTaskKind {
  return Object.hasOwn(HUMAN_TASK_KINDS, value);
}
