import { z } from 'zod';
import { Answer } from './answer';
import { Problem } from './problem';

export const MAX_LIMIT = 200;
export const DEFAULT_LIMIT = 50;

/** Query parameters of every list; extend with the list's own filters: `PageQuery.extend({…})`. Unknown ones are refused. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
  cursor: z.string().min(1).max(500).optional(),
});
export type PageQuery = z.output<typeof PageQuery>;

/** A filter by one or several of these values: `?state=a&state=b`. */
export function severalOf<T extends string>(values: readonly T[]) {
  return z
    .preprocess(
      (given) => (typeof given === 'string' ? given.split(',') : given),
      z.array(z.enum(values)).min(1).max(values.length),
    )
    .optional();
}

/** A filter that is on or off: `?mine=true`. */
export const flag = () => z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }).optional();

/** What a person looks for, as it is compared: full-width letters and digits are the same as narrow ones. */
export const searchText = () => z.string().trim().normalize('NFKC').min(1).max(100);

/** Schema of a list's answer. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Position after which the page starts, as strings in the order they were encoded. `kinds` says what each part must look
 * like, so that a made-up cursor is refused here and not by PostgreSQL.
 */
export function decodeCursor(
  cursor: string | undefined,
  kinds: readonly ('uuid' | 'instant' | 'integer' | 'text')[],
): string[] | undefined {
  if (cursor === undefined) return undefined;
  const parts = read(cursor);
  if (parts?.length !== kinds.length || !parts.every((part, at) => PATTERNS[kinds[at] ?? 'text'].test(part)))
    throw new Problem(400, 'invalid_cursor', {
      errors: [{ pointer: '/query/cursor', code: 'invalid_cursor', detail: CURSOR_WORDS }],
    });
  return parts;
}

const CURSOR_WORDS = {
  ja: '前のページのnextCursorをそのまま渡してください。',
  en: 'Pass nextCursor of the page before, unchanged.',
};

const PATTERNS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  instant: /^[12]\d{3}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{3,6}Z$/,
  integer: /^\d{1,15}$/,
  // NUL, which PostgreSQL refuses, is one of the control characters
  text: /^\P{Cc}{0,200}$/u,
} as const;

function read(cursor: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Cuts rows that were asked for with `limit + 1` into a page. `position` gives the sort keys of a row, id last, in the
 * order of the list's ORDER BY.
 */
export function toPage<R, T>(
  rows: readonly R[],
  limit: number,
  position: (row: R) => readonly (string | number)[],
  show: (row: R) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null,
  };
}

/** A page with the RFC 8288 link to the next one. `url` is the request's own (`req.originalUrl`). */
export function pageAnswer<P extends Page<unknown>>(page: P, url: string): Answer<P> {
  if (page.nextCursor === null) return new Answer(200, page);
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', page.nextCursor);
  return new Answer(200, page, { Link: `<${path}?${parameters.toString()}>; rel="next"` });
}
