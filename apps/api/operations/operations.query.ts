import { OPERATION_STATES } from '@kado/contracts/schemas/operation';
import { z } from 'zod';
import { PageQuery, severalOf } from '../common/paging';

export const OperationsQuery = PageQuery.extend({
  mine: z
    .stringbool({ truthy: ['true', '1', ''], falsy: [] })
    .optional()
    .describe('Operations are always their own people’s; for readability.'),
  state: severalOf(OPERATION_STATES),
});
export type OperationsQuery = z.output<typeof OperationsQuery>;

export const BadRowsQuery = z.strictObject({ file: z.enum(['manifest', 'gold']).default('manifest') });
