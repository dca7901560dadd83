import type { CommandRejection } from '@kado/domain/commands';
import type { DecisionRejection } from '@kado/domain/decisions';

/** Types of ApplicationFailure that workflows and activities throw on purpose. Anything else is a bug. */
export type FailureType = DecisionRejection | CommandRejection | 'engagement_not_found';

/** Details carried with a failure: codes and ids only, never people or free text. */
export interface FailureDetails {
  code: string;
  pointer?: string;
  params?: Record<string, string | number>;
}
