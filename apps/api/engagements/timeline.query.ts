import { instant, uuid } from '@kado/contracts/schemas/common';
import { plainText } from '@kado/contracts/schemas/fields';
import { z } from 'zod';
import { PageQuery } from '../common/paging';

export const TimelineQuery = PageQuery.extend({
  operation: z
    .string()
    .regex(/^[a-zA-Z]{1,40}\.[a-zA-Z]{1,40}$/)
    .optional()
    .describe('As the entries name it: `engagements.hold`.'),
  entityId: plainText(1, 100).optional().describe('A human task, a lot, a delivery…'),
  actorId: uuid.optional().describe('Of whoever reads roles instead of names: their own only.'),
  since: instant.optional(),
  order: z.enum(['oldest', 'newest']).default('oldest').describe('Which entry comes first.'),
  until: instant.optional().describe('Entries before this instant.'),
});
export type TimelineQuery = z.output<typeof TimelineQuery>;
