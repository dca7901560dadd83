import { z } from 'zod';
import { PageQuery } from '../common/paging';

export const NoticesQuery = PageQuery.extend({
  unread: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});
export type NoticesQuery = z.output<typeof NoticesQuery>;
