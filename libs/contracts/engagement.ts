import type { ChapterName, FinalStage, Stage } from '@kado/domain/lifecycle';
import type { DeskCarry, RunTuning } from './carry';
import type { LotStageReport } from './lot';

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
  /** Set where this run goes on from another one. */
  carry?: EngagementCarry;
  tuning?: RunTuning;
}

/** A delivery on its way: numbered from 1, never renumbered. */
export interface DeliveryState {
  no: number;
  lotNos: number[];
  /** `built` until it is sent. */
  state: 'open' | 'sent' | 'done';
}

/** Lots and deliveries as the engagement knows them; `lotsDecide` while its stage follows them. */
export interface BoardCarry {
  lots: LotStageReport[];
  lotsDecide: boolean;
  instalments: boolean;
  pilot: 'none' | 'working' | 'ended';
  deliveries: DeliveryState[];
}

/** What runs beside the story: a change, a question, a change of the plan. */
export interface SideStory {
  name: string;
  kind: 'change' | 'plan_change' | 'question';
  /** Ids and numbers it is about. */
  about: Record<string, string | number>;
}

export interface EngagementCarry {
  desk: DeskCarry;
  chapter: ChapterName;
  /** Chapters that were begun at least once. */
  reached: ChapterName[];
  board: BoardCarry;
  sides: SideStory[];
  /** What the cancelling leads to. */
  endsAs: FinalStage;
  bareEnd: boolean;
}

export interface EngagementResult {
  stage: FinalStage;
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
  /** The part of the story that is told, and what is told beside it. */
  chapter?: ChapterName;
  sides?: string[];
  held?: { since: string } | null;
}

/** Sent by a lot to its engagement whenever the lot's stage changes. */
export const LOT_STAGE_SIGNAL = 'lotStage';
