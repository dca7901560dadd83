import { api, ask } from './client';
import { ProblemError } from './problem';
import type { Of } from './types';

type Operation = Of<'Operation'>;

const EVERY_MS = 1_500;
const PATIENCE_MS = 60_000;

/** A 202 answers with the operation instead of the thing itself. */
export function isOperation(answer: object): answer is Operation {
  return 'state' in answer && 'kind' in answer && 'total' in answer;
}

/**
 * What was accepted and is not written yet, until it is done. Null: still going on after a minute; it is accepted all the
 * same, and the stream of changes will tell.
 */
export async function followOperation(id: string, refused: string): Promise<unknown> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const operation = await ask(api.GET('/api/v1/operations/{id}', { params: { path: { id } } }));
    if (operation.state === 'done') return operation.result;
    if (operation.state === 'failed')
      throw new ProblemError(409, { code: codeOf(operation.error), title: refused, status: 409, traceId: id });
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return null;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'conflict';
}
