import { HUMAN_TASK_KIND } from '@kado/contracts/schemas/engagement';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { flag, PageQuery, severalOf } from '../common/paging';

export const HumanTasksQuery = PageQuery.extend({
  engagement: z.string().min(1).max(50).optional().describe('Id or key.'),
  role: z.enum(ROLES).optional(),
  status: z.enum(['open', 'completed', 'cancelled']).default('open'),
  kind: severalOf(HUMAN_TASK_KIND.options),
  overdue: flag().describe('Past its due time; what stands still is not.'),
  holder: z.enum(['me', 'nobody']).optional().describe('Who has claimed it.'),
  mine: flag().describe('Only what I may decide and nobody else has claimed.'),
});
export type HumanTasksQuery = z.output<typeof HumanTasksQuery>;
