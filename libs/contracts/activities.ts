import type { LotStage, Stage } from '@kado/domain/lifecycle';
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
  /** Set by the first step of an engagement: the command row that holds its words. */
  commandId?: string;
}

export interface StepResult {
  /** Due instants by task id, from the business calendar. */
  due: Record<string, { dueAt: string; at50: string; at75: string }>;
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
  decision: SubmittedDecision;
  code: string;
}

export interface ClockInput {
  owner: StepOwner;
  taskId: string;
  percent: 50 | 75 | 100;
  at: string;
}

export interface StepActivities {
  writeStep(input: StepInput): Promise<StepResult>;
  reviewDecision(input: ReviewDecisionInput): Promise<ReviewedDecision>;
  recordClock(input: ClockInput): Promise<void>;
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

export interface WorkActivities {
  formPilotLot(input: OwnerInput): Promise<{ lotId: string }>;
  formLots(input: OwnerInput & { lots: number }): Promise<FormLotsResult>;
  /** Draws and stores the inspection sample of a round; the same sample when called again. */
  drawInspection(input: { owner: StepOwner; round: number }): Promise<InspectionDraw>;
  /** After a refusal: every item nobody has looked at twice goes to review. Returns how many. */
  screenLot(input: { owner: StepOwner; round: number }): Promise<{ reopened: number }>;
  /** Corrects the defects found in the approved sample (a new version of each answer, the inspector as fixer). */
  releaseLot(input: { owner: StepOwner; round: number }): Promise<void>;
  /** CSV, QA report and delivery note, stored with their hashes. */
  buildDelivery(input: OwnerInput): Promise<{ deliveryId: string; items: number }>;
}

export type KadoActivities = StepActivities & WorkActivities;
