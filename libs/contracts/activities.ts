import type { ClockCode, ClockPoint } from '@kado/domain/clock-codes';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import type { SubmittedCommand, TakenCommand } from './command';
import type { Decision, DecisionData, DecisionDoor, SubmittedDecision, Wait } from './human-task';

/** Whose step is written: an engagement's or one of its lots'. */
export interface StepOwner {
  workflowId: string;
  engagementId: string;
  engagementKey: string;
  siteId: string;
  lotNo?: number;
  lotId?: string;
}

/**
 * Everything that one step of a workflow changes in the projection, written in one transaction. `version` rises by one a
 * step; a step already written is answered again without effect (local activities run at least once).
 */
export interface StepInput {
  owner: StepOwner;
  version: number;
  stage: Stage | LotStage;
  round?: number;
  at: string;
  decided: Decision[];
  opened: Wait[];
  /** Commands that this step carries out. */
  commands?: TakenCommand[];
  /** Tasks taken back without a decision. */
  withdrawn?: string[];
  /** On hold: the stage of the story underneath. */
  held?: { stage: Stage | LotStage; since: string };
  /** Clocks that stand still from now on, and clocks that go on with the business time they had left. */
  paused?: string[];
  resumed?: { taskId: string; pausedAt: string }[];
  /** Where the story is, for a run that has to be rebuilt from the rows. */
  chapter?: string;
  /** Set by the first step of an engagement: the command row that holds its words. */
  commandId?: string;
}

/** `points` are all clocks; results from before there were more than three name only the shares. */
export interface TaskClocks {
  dueAt: string;
  at50?: string;
  at75?: string;
  points?: ClockPoint[];
}

export interface StepResult {
  /** Due instants by task id, from the business calendar. */
  due: Record<string, TaskClocks>;
}

export interface ReviewDecisionInput {
  owner: StepOwner;
  wait: Wait;
  decision: SubmittedDecision;
  door: DecisionDoor;
}

/**
 * The deciding person, looked up and found entitled; and the decision's data, checked, with the facts that the workflow
 * branches by (is a pilot due, is the margin under the floor). Refusal is an ApplicationFailure of a DecisionRejection type.
 */
export interface ReviewedDecision {
  actorId: string;
  reasonId?: string;
  data: DecisionData;
}

/** A Signal that was refused: nobody waits for an answer, so it is kept where ops and the timeline can see it. */
export interface RefusedSignalInput {
  owner: StepOwner;
  decision?: SubmittedDecision;
  command?: SubmittedCommand;
  code: string;
}

export interface ClockInput {
  owner: StepOwner;
  taskId: string;
  /** The share, for executions that know no codes. */
  percent?: 50 | 75 | 100;
  code?: ClockCode;
  at: string;
}

export interface ClockResult {
  /** This role may decide too from now on. */
  escalatedTo?: Role;
  /** The clock decides: this outcome, where nobody has decided. */
  outcome?: string;
}

export interface ReviewCommandInput {
  owner: StepOwner;
  command: SubmittedCommand;
  door: DecisionDoor;
  /** Stage at the time of judging. */
  stage: Stage | LotStage;
}

/** The commanding person, found entitled, and the command's data, checked, with the facts that the workflow needs. */
export interface ReviewedCommand {
  actorId: string;
  role: Role;
  reasonId?: string;
  data: DecisionData;
}

export interface StepActivities {
  writeStep(input: StepInput): Promise<StepResult>;
  reviewDecision(input: ReviewDecisionInput): Promise<ReviewedDecision>;
  reviewCommand(input: ReviewCommandInput): Promise<ReviewedCommand>;
  recordClock(input: ClockInput): Promise<ClockResult | undefined>;
  recordRefusedSignal(input: RefusedSignalInput): Promise<void>;
}

export interface OwnerInput {
  owner: StepOwner;
}

export interface FormLotsResult {
  lots: { lotId: string; lotNo: number }[];
}

export interface InspectionDraw {
  sampleSize: number;
  acceptanceNumber: number;
}

/** Which lots a delivery holds; without numbers everything that is released and not delivered. */
export interface BuildDeliveryInput extends OwnerInput {
  deliveryNo?: number;
  lotNos?: number[];
}

/** A lot that goes back to production: the round it is in now, and how far its rows have got. */
export interface ReopenedLot {
  lotId: string;
  lotNo: number;
  round: number;
  version: number;
  tasks: number;
  open: number;
}

export interface WorkActivities {
  formPilotLot(input: OwnerInput): Promise<{ lotId: string }>;
  /** Splits what is imported and not in a lot yet. With `more`, into further lots; otherwise once. */
  formLots(input: OwnerInput & { lots: number; more?: string }): Promise<FormLotsResult>;
  /** Draws and stores the inspection sample of a round; the same sample when called again. */
  drawInspection(input: { owner: StepOwner; round: number }): Promise<InspectionDraw>;
  /** After a refusal: every item nobody has looked at twice goes to review. Returns how many. */
  screenLot(input: { owner: StepOwner; round: number }): Promise<{ reopened: number }>;
  /** After a refusal: every item nobody has looked at twice goes back to its author. Returns how many. */
  reworkLot(input: { owner: StepOwner; round: number }): Promise<{ reopened: number }>;
  /** Corrects the defects found in the approved sample (a new version of each answer, the inspector as fixer). */
  releaseLot(input: { owner: StepOwner; round: number }): Promise<void>;
  /** CSV, QA report and delivery note, stored with their hashes. */
  buildDelivery(input: BuildDeliveryInput): Promise<{ deliveryId: string; items: number }>;
  /** What the client rejected goes back to its authors; answers the lots that are open again. */
  reopenRejected(input: OwnerInput & { deliveryNo: number }): Promise<{ lots: ReopenedLot[] }>;
  /** Nothing is handed out any more: reservations end, unfinished items are void, accepted ones stay. */
  stopLots(input: OwnerInput): Promise<{ released: number; voided: number }>;
  withdrawOffers(input: OwnerInput): Promise<{ withdrawn: number }>;
}

export type KadoActivities = StepActivities & WorkActivities;
