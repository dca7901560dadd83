import { api, ask } from './client';
import { type Problem, ProblemError } from './problem';
import type { Of } from './types';

const LOOK_EVERY_MS = 700;
/** The engine writes a step within a second; after this long something is wrong with it, and the page says so. */
const GIVE_UP_MS = 60_000;

/** 202: taken, not written yet. The command is durable; this only waits for its answer. */
export class StillRunningError extends Error {
  constructor(readonly operation: Of<'Operation'>) {
    super('still running');
    this.name = 'StillRunningError';
  }
}

/** The answer of a command, also where it comes later (202 and an operation): done, or the problem it ended with. */
export async function settled<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Exclude<T, Of<'Operation'>>> {
  type Answer = Exclude<T, Of<'Operation'>>;
  const answer = await call.catch(() => undefined);
  if (answer?.response.status !== 202) return (await ask(answer ? Promise.resolve(answer) : call)) as Answer;
  let operation = answer.data as unknown as Of<'Operation'>;
  const since = Date.now();
  while (operation.state === 'running') {
    if (Date.now() - since > GIVE_UP_MS) throw new StillRunningError(operation);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    operation = await ask(api.GET('/api/v1/operations/{id}', { params: { path: { id: operation.id } } }));
  }
  if (operation.state === 'done') return operation.result as Answer;
  const problem = operation.error as Problem;
  throw new ProblemError(problem.status ?? 409, problem);
}
