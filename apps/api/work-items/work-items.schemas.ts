import { ItemStateName, Purpose, WorkItemRow } from '@kado/contracts/schemas/work-items';
import { z } from 'zod';
import { PageQuery, pageOf } from '../common/paging';

export const WorkItemQuery = PageQuery.extend({
  state: ItemStateName.optional(),
  /** Number or key of the lot: `2`, `KADO-2026-0001-L2`. */
  lot: z
    .string()
    .regex(/^(\d{1,6}|[A-Z]{2,10}-\d{4}-\d{4,8}-L\d{1,6})$/)
    .optional(),
  purpose: Purpose.optional(),
});
export type WorkItemQuery = z.output<typeof WorkItemQuery>;

export const WorkItemList = pageOf(WorkItemRow).meta({ id: 'WorkItemList' });
