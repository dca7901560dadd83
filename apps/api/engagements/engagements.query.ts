import { businessDate, instant, uuid } from '@kado/contracts/schemas/common';
import { STAGES } from '@kado/domain/lifecycle';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { flag, PageQuery, searchText, severalOf } from '../common/paging';

export const EngagementsQuery = PageQuery.extend({
  stage: severalOf(STAGES),
  clientId: uuid.optional(),
  waitingFor: z.enum(ROLES).optional(),
  dueBefore: z
    .union([instant, businessDate])
    .optional()
    .describe('Next due instant lies before this (a date: its start in Japan).'),
  q: searchText().optional().describe('Part of the title or of the key, in any case.'),
  mine: flag().describe('I am a member, or the manager who took it in.'),
  overdue: flag().describe(
    'A decision is past its due time, or the delivery date is past and not everything accepted.',
  ),
});
export type EngagementsQuery = z.output<typeof EngagementsQuery>;

/** A date begins at midnight in Japan, which has no summer time. */
export function startOf(dateOrInstant: string): string {
  return dateOrInstant.includes('T') ? dateOrInstant : `${dateOrInstant}T00:00:00+09:00`;
}
