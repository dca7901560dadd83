import { businessDate, uuid } from '@kado/contracts/schemas/common';
import type { z } from 'zod';
import { PageQuery } from '../common/paging';

export const AbsencesQuery = PageQuery.extend({
  personId: uuid.optional(),
  on: businessDate.optional().describe('Who is away on this day.'),
});
export type AbsencesQuery = z.output<typeof AbsencesQuery>;
