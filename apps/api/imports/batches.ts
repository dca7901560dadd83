import type { ImportFields } from '@kado/contracts/schemas/imports';
import type { Stage } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';

type Purpose = ImportFields['purpose'];

export interface Batch {
  stages: readonly Stage[];
  /** Nothing is there yet, or an agreed change asks for more. */
  isOpen: boolean;
  firstSeq: number;
}

const FIRST: Record<Purpose, readonly Stage[]> = { pilot: ['requirements'], production: ['production'] };
/** All else may be delivered already while the items of a change are still to come. */
const MORE: readonly Stage[] = ['production', 'quality', 'delivery', 'closing'];

/**
 * Items come once, and once more for each agreed change of the volume: as long as the director is asked to extend the
 * production, and until what was brought for it is in lots.
 */
export async function nextBatch(tx: Tx, engagementId: string, purpose: Purpose): Promise<Batch> {
  const row = await tx.one<{ last: number; drafts: boolean; extends: boolean }>(
    `select coalesce(max(seq), 0) as last, coalesce(bool_or(state = 'draft'), false) as drafts,
            exists (select 1 from human_task t where t.engagement_id = $1 and t.kind = 'extend_production' and t.status = 'open') as extends
       from work_item where engagement_id = $1 and purpose = $2`,
    [engagementId, purpose],
  );
  const last = row?.last ?? 0;
  if (last === 0) return { stages: FIRST[purpose], isOpen: true, firstSeq: 1 };
  const isMore = purpose === 'production' && row?.extends === true;
  return { stages: isMore ? MORE : FIRST[purpose], isOpen: isMore && !row.drafts, firstSeq: last + 1 };
}
