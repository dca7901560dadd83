import { businessDate, instant, uuid } from '@kado/contracts/schemas/common';
import { STAGES } from '@kado/domain/lifecycle';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { PageQuery } from '../common/paging';

export const EngagementsQuery = PageQuery.extend({
  stage: z.enum(STAGES).optional(),
  clientId: uuid.optional(),
  waitingFor: z.enum(ROLES).optional(),
  dueBefore: z
    .union([instant, businessDate])
    .optional()
    .describe('Next due instant lies before this (a date: its start in Japan).'),
});
export type EngagementsQuery = z.output<typeof EngagementsQuery>;

/** A date begins at midnight in Japan, which has no summer time. */
export function startOf(dateOrInstant: string): string {
  return dateOrInstant.includes('T') ? dateOrInstant : `${dateOrInstant}T00:00:00+09:00`;
}
