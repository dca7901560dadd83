import { uuid } from '@kado/contracts/schemas/common';
import { plainText } from '@kado/contracts/schemas/fields';
import { ItemNames, Purpose, WorkItemRow } from '@kado/contracts/schemas/work-items';
import { ITEM_STATES } from '@kado/domain/work-items';
import { z } from 'zod';
import { PageQuery, pageOf, severalOf } from '../common/paging';

export const WorkItemQuery = PageQuery.extend({
  state: severalOf(ITEM_STATES),
  /** Number or key of the lot: `2`, `KADO-2026-0001-L2`. */
  lot: z
    .string()
    .regex(/^(\d{1,6}|[A-Z]{2,10}-\d{4}-\d{4,8}-L\d{1,6})$/)
    .optional(),
  purpose: Purpose.optional(),
  author: uuid.optional(),
  q: plainText(1, 100).optional().describe('What the external id begins with.'),
});
export type WorkItemQuery = z.output<typeof WorkItemQuery>;

export const WorkItemList = pageOf(WorkItemRow).extend({ people: ItemNames }).meta({ id: 'WorkItemList' });
