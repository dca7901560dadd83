import { Problem } from './problem';
import type { ProblemCode } from './problem-catalog';

/** The number that a path names something by; what is no such number names nothing. */
export function pathNumber(text: string, missing: ProblemCode): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Problem(404, missing);
  return Number(text);
}
