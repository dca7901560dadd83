import { ANSWER_LENGTH } from '@kado/domain/item-answers';
import { z } from 'zod';
import { isStorable, prose, UNUSABLE } from './common';

/**
 * Text that PostgreSQL can keep: no NUL in text, no half of a surrogate pair in jsonb. Everything a person types goes
 * through here, so that no input ends as a fault of the database.
 */
export function plainText(min: number, max: number) {
  return z.string().min(min).max(max).refine(isStorable, { error: UNUSABLE });
}

/** The same for several lines: trimmed first, so that blanks alone are nothing. */
export function storableProse(min: number, max: number) {
  return prose(max).min(min);
}

/** What every schema of this folder says where a field is needed only sometimes. */
export const REQUIRED = 'required|必須の項目です。|This field is required.';

/** A batch that names each row once: what moved a moment ago cannot be judged a second time. */
export function batchOf<T extends z.ZodType<Record<K, string>>, K extends string>(item: T, key: K, max: number) {
  return z
    .array(item)
    .min(1)
    .max(max)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      items.forEach((entry, at) => {
        const id = entry[key];
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [at, key], message: DUPLICATE });
        seen.add(id);
      });
    });
}
const DUPLICATE = 'duplicate|同じものが2度あります。|This one is named twice.';

/** An id as it is compared: PostgreSQL answers in lower case whatever was asked for. */
export const rowId = z.uuid().toLowerCase();
export const answerText = plainText(1, ANSWER_LENGTH);
/** A short code a person chooses from a list (`wrong_digit`, `unreadable`…). */
export const codeText = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/);
/** Active time, seconds; nobody works on one item for more than a day. */
export const seconds = z.number().min(0).max(86_400);
export const hoursPerWeek = z.number().min(0).max(168);
export const yenAnHour = z.int().min(0).max(1_000_000);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const versionNumber = z.int().min(1).max(1_000_000);
/** An instant with its offset. */
export const instant = z.iso.datetime({ offset: true });
