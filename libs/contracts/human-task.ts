import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';

/** Codes, numbers and ids that qualify a decision (a version, a number of lots). Never free text: it stays in PostgreSQL. */
export type DecisionData = Record<string, string | number | boolean>;

/** A decision as it arrives by either door, not yet judged. */
export interface SubmittedDecision {
  taskId: string;
  outcome: string;
  /** Person id (API) or login (Signal from the Temporal UI or a command line). */
  actor: string;
  /** Equal for the same command sent twice: Update id, or a name of the sender's own for a Signal. */
  decisionId: string;
  /** Id of the stored reason; a Signal may carry the words themselves, which are stored on receipt. */
  reasonId?: string;
  reason?: string;
  data?: DecisionData;
  traceId?: string;
}

/** `clock`: nobody decided and the term is over; `ops`: a repair in somebody's place. */
export type DecisionDoor = 'api' | 'signal';
export type DecidedVia = DecisionDoor | 'clock' | 'ops';

/** What a task is about where its kind alone does not say it: a delivery, a change, a question, an effect. Codes and ids. */
export type Subject = Record<string, string | number>;

/** A decision that was judged and taken. First valid one wins; it is remembered and never replaced. */
export interface Decision {
  taskId: string;
  kind: HumanTaskKind;
  outcome: string;
  /** The person who decided; empty where a clock did. */
  actorId: string;
  decisionId: string;
  via: DecidedVia;
  at: string;
  data: DecisionData;
  reasonId?: string;
  traceId?: string;
  subject?: Subject;
}

/** What an execution waits for, as it knows it. Times are ISO instants in UTC. */
export interface Wait {
  taskId: string;
  kind: HumanTaskKind;
  role: Role;
  waitsFor: 'kado' | 'client';
  since: string;
  /** Set when the wait has been written to the projection, where the calendar is known. */
  dueAt: string | null;
  excluding: string[];
  /** Where the story asks it, so that a later run, or one rebuilt from the rows, finds its answer: chapter and key in it. */
  chapter?: string;
  key?: string;
  subject?: Subject;
  /** Roles that may decide too since the term ran out. */
  escalatedTo?: Role[];
  /** Set while its clocks stand still: on hold, or while the client answers a question it hangs on. */
  pausedAt?: string;
  /** Why; they go on when no cause is left. */
  pausedBy?: string[];
}

/** A human task as its execution holds it. A decision, once there, is never replaced. */
export interface TaskState {
  wait: Wait;
  decision?: Decision;
  /** True once the decision is in the projection: only then is its sender answered. */
  written: boolean;
  /** Taken back without a decision: its chapter was left. */
  withdrawn?: boolean;
}

/** Answer of the `decide` Update. `stage` is that of the execution after the decision took effect. */
export interface DecisionReceipt {
  taskId: string;
  outcome: string;
  stage: Stage | LotStage;
  version: number;
  at: string;
}

/** One name for both doors: the Update answers its caller, the Signal is for the Temporal UI and command lines. */
export const DECIDE = 'decide';
export const WAITING_QUERY = 'waiting';
export const DECISIONS_QUERY = 'decisions';
