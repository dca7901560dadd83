import type { CommandKind } from '@kado/domain/commands';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import type { DecisionData, DecisionDoor } from './human-task';

/** A command as it arrives by either door, not yet judged: hold, cancel, a change, a repair (`domain/commands`). */
export interface SubmittedCommand {
  command: string;
  /** Person id (API) or login (Signal from the Temporal UI or a command line). */
  actor: string;
  /** Equal for the same command sent twice: Update id, or a name of the sender's own for a Signal. */
  commandId: string;
  reasonId?: string;
  reason?: string;
  /** Ids and codes: which task, which change, which stage. Never free text. */
  data?: DecisionData;
  traceId?: string;
}

/** A command that was judged and taken. */
export interface TakenCommand {
  command: CommandKind;
  commandId: string;
  actorId: string;
  role: Role;
  via: DecisionDoor;
  at: string;
  data: DecisionData;
  reasonId?: string;
  traceId?: string;
}

/** Answer of the `command` Update; `stage` is that of the engagement after it. */
export interface CommandReceipt {
  command: string;
  stage: Stage | LotStage;
  version: number;
  at: string;
}

/** One name for both doors, as for decisions. */
export const COMMAND = 'command';
