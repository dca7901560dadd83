import type { ItemState } from '@kado/domain/work-items';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';

export interface HeldItem {
  id: string;
  fence: number;
}

/** Gives an item back: to everybody, to its author where it was theirs, to the other reviewers where it was a review. */
export async function releaseItem(tx: Tx, held: HeldItem, personId: string): Promise<ItemState> {
  const state = (await releaseItems(tx, [held], personId)).get(held.id);
  if (!state) throw new Problem(409, 'stale_lease');
  return state;
}

/** The same for many, of one engagement where it is named; the state of each that was this person's under its fence. */
export async function releaseItems(
  tx: Tx,
  held: readonly HeldItem[],
  personId: string,
  engagementId: string | null = null,
): Promise<Map<string, ItemState>> {
  const freed = await tx.rows<{ id: string; state: ItemState }>(
    `with held as (
       select w.id, w.state as was from work_item w join unnest($1::uuid[], $3::int[]) as i(id, fence) on i.id = w.id
        where w.holder_id = $2 and w.fence = i.fence and w.state in ('reserved', 'in_review')
          and ($4::uuid is null or w.engagement_id = $4)
        order by w.id for update of w),
     freed as (
       update work_item w
          set state = case when h.was = 'in_review' then 'in_review' when w.author_id is null then 'ready' else 'returned' end,
              holder_id = null, lease_until = null, updated_at = now()
         from held h where w.id = h.id
       returning w.*, h.was),
     logged as (
       insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, fence, manual_version, plan_version)
       select site_id, id, was, state, $2, 'released', fence, manual_version, plan_version from freed where was = 'reserved')
     select id, state from freed`,
    [held.map(({ id }) => id), personId, held.map(({ fence }) => fence), engagementId],
  );
  return new Map(freed.map(({ id, state }) => [id, state]));
}
