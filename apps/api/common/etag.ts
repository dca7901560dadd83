import { Answer } from './answer';
import { Problem } from './problem';

export const etagOf = (rowVersion: number): string => `"${rowVersion}"`;

/** A single resource with its ETag. */
export function tagged<T>(body: T, rowVersion: number, status = 200): Answer<T> {
  return new Answer(status, body, { ETag: etagOf(rowVersion) });
}

/** Throws 428 without If-Match and 412 when it names another version (`*` names any). */
export function requireMatch(ifMatch: string | undefined, rowVersion: number): void {
  if (!ifMatch?.trim()) throw new Problem(428, 'if_match_required');
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes('*') || tags.includes(etagOf(rowVersion))) return;
  throw new Problem(412, 'stale_version', { extras: { current: etagOf(rowVersion) } });
}
