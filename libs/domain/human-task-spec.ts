import type { LotStage, Stage } from './lifecycle';
import type { Role } from './roles';

/**
 * Every human step of an engagement: who decides, which outcomes exist, in which stage it may be open and how long it
 * may take. `dueBusinessDays` are working days of the Japanese calendar; a step that waits for the client does not run
 * down KADO's own clock (`waitsFor: 'client'`). `evidence` lists the kinds of evidence that must be on file before the
 * step can be completed. `any`: it stands beside the stage and may be open in every live one.
 */
export interface HumanTaskKindSpec {
  role: Role;
  stage: Stage | LotStage | 'any';
  outcomes: readonly string[];
  /** Outcomes that no person gives: a clock does. */
  byClock?: readonly string[];
  /** The outcome that a repair by ops gives in somebody's place; a kind without one cannot be skipped. */
  skippedAs?: string;
  dueBusinessDays: number;
  /** Business days after which it is told that nobody has taken it. */
  notStartedDays?: number;
  /** Business days before the end at which those who decide are reminded. */
  reminderDays?: number;
  waitsFor: 'kado' | 'client';
  evidence?: EvidenceKind;
  /** Outcomes that owe a written reason (they send work back, or their words are what is asked for). */
  reasonFor?: readonly string[];
  ja: string;
  en: string;
}

export const EVIDENCE_KINDS = [
  'terms_notice',
  'training_gate',
  'invoice',
  'time_approval',
  'pay_schedule',
  'data_return',
  'retrospective',
  'kpi',
  'end_notice',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Evidence that speaks of one person; the others speak of the engagement. */
export const PERSONAL_EVIDENCE: readonly EvidenceKind[] = ['terms_notice', 'training_gate', 'end_notice'];
