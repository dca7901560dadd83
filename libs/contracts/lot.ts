import type { LotStage } from '@kado/domain/lifecycle';
import type { DeskCarry, RunTuning } from './carry';
import type { EngagementIds } from './engagement';

export const LOT_WORKFLOW = 'lotWorkflow';

export const lotWorkflowId = (engagementKey: string, lotNo: number): string =>
  `engagement:${engagementKey}:lot:${lotNo}`;
export const lotKey = (engagementKey: string, lotNo: number): string => `${engagementKey}-L${lotNo}`;

/** Lot 0 is the pilot: measured, not inspected. */
export const PILOT_LOT_NO = 0;

export interface LotInput extends EngagementIds {
  lotId: string;
  lotNo: number;
  purpose: 'pilot' | 'production';
  /** Set where the lot goes back to production after it had been released: rounds, steps and tasks count on. */
  from?: { round: number; version: number; tasks: number };
  /** Set where the engagement is on hold when the lot begins. */
  held?: boolean;
  carry?: LotCarry;
  tuning?: RunTuning;
}

export interface LotCarry {
  desk: DeskCarry;
  round: number;
  readyRound: number;
}

export interface LotResult {
  lotNo: number;
  rounds: number;
  decisions: number;
}

export interface LotStageReport {
  lotNo: number;
  stage: LotStage;
  round: number;
}

/** From the outbox relay: every item of the lot is accepted (or, for the pilot, answered). Key = lot and round. */
export const LOT_READY_SIGNAL = 'lotReady';
export interface LotReady {
  key: string;
  round: number;
}

/** From the engagement: all of it is on hold, goes on, or is stopped for good. */
export const LOT_ORDER_SIGNAL = 'lotOrder';
export interface LotOrder {
  order: 'hold' | 'resume' | 'stop' | 'hand_over';
}
