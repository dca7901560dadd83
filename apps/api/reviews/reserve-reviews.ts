import type { ReviewItem } from '@kado/contracts/schemas/work-items';
import type { Tx } from '@kado/persistence/database';
import { pictureUrl } from '../work-items/picture-url';

type Row = Omit<ReviewItem, 'imageUrl' | 'leaseUntil'> & { fileId: string | null; leaseUntil: Date };

/**
 * Items that wait for a review, leased like work; never the reviewer's own, and never a second look by who had
 * the first. The state stays `in_review`: a lease only says
 * who is looking, so it leaves no mark in the item's history.
 */
export async function reserveReviews(
  tx: Tx,
  request: { engagementId: string; personId: string; limit: number; minutes: number },
): Promise<ReviewItem[]> {
  const rows = await tx.rows<Row>(
    `with picked as (
       select id from work_item
        where engagement_id = $1 and state = 'in_review' and author_id <> $2
          and not (second_look_due and reviewer_id = $2)
          and (holder_id is null or lease_until < now())
        order by seq, id limit $3 for update skip locked),
     taken as (
       update work_item w
          set holder_id = $2, lease_until = now() + make_interval(mins => $4::int), fence = w.fence + 1, updated_at = now()
         from picked p where w.id = p.id
       returning w.*)
     select id, external_id as "externalId", file_id as "fileId", answer, fence, lease_until as "leaseUntil", returns,
            second_look_due as "secondLook"
       from taken order by seq, id`,
    [request.engagementId, request.personId, request.limit, request.minutes],
  );
  return rows.map(({ fileId, leaseUntil, ...row }) => ({
    ...row,
    imageUrl: pictureUrl({ id: row.id, fileId }),
    leaseUntil: leaseUntil.toISOString(),
  }));
}
