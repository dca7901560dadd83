import { Problem } from '../common/problem';

/** Where no execution is there to be repaired, ops is told what to do about that first. */
export function tellMissing(error: unknown): never {
  if (error instanceof Problem && error.code === 'conflict')
    throw new Problem(409, 'execution_missing', { extras: error.options.extras });
  throw error;
}
