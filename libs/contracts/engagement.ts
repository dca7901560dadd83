import type { Stage } from '@kado/domain/lifecycle';

export const ENGAGEMENT_WORKFLOW = 'engagementWorkflow';
export const TASK_QUEUE = 'kado-engagements';

export const engagementWorkflowId = (key: string): string => `engagement:${key}`;

/** Ids and codes by which an engagement is known in every execution of it. */
export interface EngagementIds {
  engagementId: string;
  engagementKey: string;
  siteId: string;
  siteCode: string;
  clientCode: string;
}

/**
 * The start carries the command by id: the words (title, description) wait in the command row that the API wrote before,
 * so that nothing personal enters a history and a retry repeats the start safely.
 */
export interface EngagementInput extends EngagementIds {
  commandId: string;
}

export interface EngagementResult {
  stage: Extract<Stage, 'closed' | 'declined'>;
  decisions: number;
}

/** Update sent with the start: answers once the engagement's row is written. */
export const OPENED_UPDATE = 'opened';
export interface OpenedReceipt {
  engagementId: string;
  engagementKey: string;
}

export const ENGAGEMENT_STATE_QUERY = 'state';
export interface EngagementState {
  stage: Stage;
  version: number;
  lots: { lotNo: number; stage: string; round: number }[];
}

/** Sent by a lot to its engagement whenever the lot's stage changes. */
export const LOT_STAGE_SIGNAL = 'lotStage';
