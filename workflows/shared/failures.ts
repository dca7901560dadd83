import type { FailureType } from '@kado/contracts/failures';
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** A refusal on purpose, with the stage in which it was given. */
export function refusal(type: FailureType, stage: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(type, type, { code: type, stage });
}

/** A refusal reaches the sender as what it is, not wrapped as a failed activity. */
export function unwrap(error: unknown): never {
  if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) throw error.cause;
  throw error;
}

/** The workflow's own clock, which stands still in a replay. */
export const now = (): string => new Date().toISOString();
