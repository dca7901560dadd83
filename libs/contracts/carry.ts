import type { LotStage, Stage } from '@kado/domain/lifecycle';
import type { CommandReceipt } from './command';
import type { TaskState } from './human-task';

/** What a chapter of a story has got so far: the task of each ask, the result of each effect, by their keys. */
export type JournalEntry = { taskId: string } | { result: unknown };
export type Journal = Record<string, JournalEntry>;

/**
 * The whole state of a desk, as plain JSON: what the next run of an execution begins with. A task takes about 600 bytes, so
 * that 500 of them stay far below the 2 MB of one payload.
 */
export interface DeskCarry {
  stage: Stage | LotStage;
  round: number;
  version: number;
  held: { since: string } | null;
  tasks: TaskState[];
  /** Clocks of open tasks. */
  points: { taskId: string; code: string; at: string }[];
  /** Journals by chapter, of those that are being told. */
  journals: Record<string, Journal>;
  /** Commands already carried out: the same one sent again is answered again. */
  commands: { commandId: string; receipt: CommandReceipt }[];
  /** Which changes of the code this execution lives under, decided once (see `shared/changes`). */
  changes: Record<string, boolean>;
  /** What the search attributes say. */
  filters: string;
}

/** For tests and for ops: when a run hands over to the next one. */
export interface RunTuning {
  /** Events in the history from which on a quiet point is used to go on in a new run. */
  historyLimit?: number;
}
