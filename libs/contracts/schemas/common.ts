import { z } from 'zod';

/** One line of text: trimmed, composed characters, no line breaks or control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .min(1)
    .max(max)
    .regex(
      /^\P{Cc}*$/u,
      'control_characters|改行や制御文字は使えません。|Line breaks and control characters are not allowed.',
    );

/** PostgreSQL keeps no NUL, and half a character is none. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}
export const UNUSABLE =
  'unusable_text|使用できない文字が含まれています。|The text holds characters that cannot be kept.';

/** Several lines; may be empty. */
export const prose = (max: number) =>
  z.string().trim().normalize('NFC').max(max).refine(isStorable, { error: UNUSABLE });

/** Business date in Japan, YYYY-MM-DD; the calendar of holidays ends with 2050. */
export const businessDate = z.iso
  .date()
  .refine(
    (date) => date >= '2000-01-01' && date <= '2050-12-31',
    'date_out_of_range|2000年から2050年までの日付です。|The date lies between 2000 and 2050.',
  );

/** RFC 3339 with an offset. */
export const instant = z.iso.datetime({ offset: true });

export const uuid = z.uuid();
export const yen = (max = 1_000_000_000) => z.number().int().min(0).max(max);
/** A share from 0 to 1, kept to four decimals. */
export const rate = z.number().min(0).max(1);

export const PersonRef = z.object({ id: uuid, name: z.string() }).meta({ id: 'PersonRef' });
export const HolderAbsence = z
  .object({ until: z.string().nullable(), cover: PersonRef.nullable() })
  .nullable()
  .describe('The holder is away today: the cover may decide, or anybody who may where there is none.');
export const Words = z.object({ ja: z.string(), en: z.string() }).meta({ id: 'Words' });
