import type { LotStage } from '@kado/domain/lifecycle';
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
