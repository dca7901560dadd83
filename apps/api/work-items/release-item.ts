import type { ItemState } from '@kado/domain/work-items';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';

/** Gives an item back: to everybody, to its author where it was theirs, to the other reviewers where it was a review. */
export async function releaseItem(tx: Tx, id: string, personId: string, fence: number): Promise<ItemState> {
  const [item] = await tx.rows<{ state: ItemState }>(
    `with held as (
       select id, state as was from work_item
        where id = $1 and holder_id = $2 and fence = $3 and state in ('reserved', 'in_review') for update),
     freed as (
       update work_item w
          set state = case when h.was = 'in_review' then 'in_review' when w.author_id is null then 'ready' else 'returned' end,
              holder_id = null, lease_until = null, updated_at = now()
         from held h where w.id = h.id
       returning w.*, h.was),
     logged as (
       insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, fence, manual_version, plan_version)
       select site_id, id, was, state, $2, 'released', fence, manual_version, plan_version from freed where was = 'reserved')
     select state from freed`,
    [id, personId, fence],
  );
  if (!item) throw new Problem(409, 'stale_lease');
  return item.state;
}
