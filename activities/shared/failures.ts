import type { FailureDetails, FailureType } from '@kado/contracts/failures';
import { ApplicationFailure } from '@temporalio/common';

/** A refusal on purpose: known type, codes only, never retried. Anything else that is thrown is a fault and is retried. */
export function refuse(type: FailureType, details: Partial<FailureDetails> = {}): ApplicationFailure {
  const code = details.code ?? type;
  return ApplicationFailure.nonRetryable(code === type ? type : `${type}: ${code}`, type, { ...details, code });
}
