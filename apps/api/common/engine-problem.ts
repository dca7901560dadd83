import type { FailureType } from '@kado/contracts/failures';
import { DecisionRefused, EngineUnavailable, ExecutionNotFound } from '@kado/temporal/client/process-errors';
import { preconditionWords } from './precondition-words';
import { Problem } from './problem';
import { PROBLEMS, type ProblemCode } from './problem-catalog';

/** Every type with which a workflow refuses has its status: a new one does not compile until it is named here. */
const REFUSALS = {
  unknown_task: [404, 'human_task_not_found', undefined],
  decision_already_made: [409, 'decision_already_made', undefined],
  outcome_not_allowed: [422, 'outcome_not_allowed', '/outcome'],
  role_not_allowed: [403, 'role_not_allowed', undefined],
  out_of_scope: [404, 'human_task_not_found', undefined],
  four_eyes: [403, 'four_eyes', undefined],
  reason_required: [422, 'reason_required', '/reason'],
  precondition_failed: [409, 'precondition_failed', undefined],
  claimed_by_other: [409, 'claimed_by_other', undefined],
  signals_disabled: [403, 'signals_disabled', undefined],
  on_hold: [409, 'on_hold', undefined],
  unknown_command: [422, 'command_invalid', undefined],
  wrong_stage: [409, 'wrong_stage', undefined],
  command_invalid: [409, 'precondition_failed', undefined],
  engagement_not_found: [404, 'engagement_not_found', undefined],
} as const satisfies Record<FailureType, readonly [number, ProblemCode, string | undefined]>;

export const RETRY_SOON = { 'Retry-After': '5' };

/** What the API answers when the engine said no, or nothing. */
export function engineProblem(error: unknown, extras: Record<string, unknown> = {}): unknown {
  if (error instanceof EngineUnavailable) return new Problem(503, 'engine_unavailable', { headers: RETRY_SOON });
  if (error instanceof ExecutionNotFound) return new Problem(409, 'conflict', { extras });
  if (!(error instanceof DecisionRefused)) return error;
  const refusal = (REFUSALS as Record<string, (typeof REFUSALS)[FailureType] | undefined>)[error.code];
  // A type that this process does not know is a fault in the engine's code: logged as what it is.
  if (!refusal) return error;
  const [status, code, pointer] = refusal;
  const { stage, params, pointer: at, code: reason } = error.details;
  if (code === 'precondition_failed') return unmet(reason ?? code, { ...extras, ...(stage && { stage }) }, params, at);
  return new Problem(status, code, {
    ...(pointer && { errors: [{ pointer, code, detail: PROBLEMS[code] }] }),
    extras: { ...extras, ...(stage && { stage }) },
  });
}

function unmet(
  reason: string,
  extras: Record<string, unknown>,
  params?: Record<string, string | number>,
  pointer?: string,
): Problem {
  const detail = preconditionWords(reason, params) ?? { ja: reason, en: reason };
  return new Problem(409, 'precondition_failed', {
    detail,
    ...(pointer && { errors: [{ pointer, code: reason, detail }] }),
    extras: { ...extras, reason, ...(params && { params }) },
  });
}
