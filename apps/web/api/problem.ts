/** RFC 9457 as the API writes it; texts are in the language of the request. */
export interface Problem {
  code: string;
  title: string;
  status: number;
  detail?: string;
  traceId: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

/** The API answered no. `retryAfter` problems (5xx, 429) may be sent again with the same key. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
  }

  /** Nothing was decided: the same request with the same key is still the right one. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.problem.code === 'idempotency_key_in_flight';
  }
}

/** No answer came: whether the command arrived is unknown, so only the same key may be sent again. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause });
    this.name = 'UnreachableError';
  }
}

export function isPassing(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && error.isPassing);
}
