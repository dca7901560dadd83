import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { PageQuery } from '../common/paging';

const word = z.string().trim().normalize('NFKC').min(1).max(100);
export const PeopleQuery = PageQuery.extend({
  skill: word.optional(),
  municipality: word.optional(),
  role: z.enum(ROLES).optional(),
  q: word.optional().describe('Part of a name, kana or code.'),
});
export type PeopleQuery = z.output<typeof PeopleQuery>;
