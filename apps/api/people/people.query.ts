import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { PageQuery, searchText } from '../common/paging';

const word = searchText();
/** Kana are kept as katakana; who types hiragana means the same. */
const asKana = (text: string): string =>
  text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
export const PeopleQuery = PageQuery.extend({
  skill: word.optional(),
  municipality: word.optional(),
  role: z.enum(ROLES).optional(),
  q: word
    .transform((text) => ({ text, kana: asKana(text) }))
    .optional()
    .describe('Part of a name or of its kana (hiragana too), with or without the space, or a code.'),
  minFreeHours: z.coerce
    .number()
    .min(0)
    .max(168)
    .optional()
    .describe('Declared hours a week that are not given to running engagements: at least so many.'),
});
export type PeopleQuery = z.output<typeof PeopleQuery>;
