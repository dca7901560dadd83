import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { PageQuery } from '../common/paging';

export const HumanTasksQuery = PageQuery.extend({
  engagement: z.string().min(1).max(50).optional().describe('Id or key.'),
  role: z.enum(ROLES).optional(),
  status: z.enum(['open', 'completed', 'cancelled']).default('open'),
  mine: z
    .stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] })
    .optional()
    .describe('Only what I may decide and nobody else has claimed.'),
});
export type HumanTasksQuery = z.output<typeof HumanTasksQuery>;
