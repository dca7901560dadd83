import type { ReviewItem } from '@kado/contracts/schemas/work-items';
import type { Tx } from '@kado/persistence/database';
import { pictureUrl } from '../work-items/picture-url';

type Row = Omit<ReviewItem, 'imageUrl' | 'leaseUntil'> & { fileId: string | null; leaseUntil: Date; wasMine: boolean };

export interface Taken {
  items: ReviewItem[];
  /** Those that were not in the reviewer's hands a moment ago. */
  fresh: string[];
}

/**
 * Items that wait for a review, leased like work; never the reviewer's own, and never a second look by who had
 * the first. With `ids` somebody who is not done yet holds on to what they have: a review may take longer than its lease, and
 * a page may be loaded anew. The state stays `in_review`: a lease only says
 * who is looking, so it leaves no mark in the item's history.
 */
export async function reserveReviews(
  tx: Tx,
  request: {
    engagementId: string;
    personId: string;
    limit: number;
    minutes: number;
    ids: readonly string[] | undefined;
  },
): Promise<Taken> {
  const rows = await tx.rows<Row>(
    `with picked as (
       select id, holder_id is not distinct from $2 as was_mine from work_item
        where engagement_id = $1 and state = 'in_review' and author_id <> $2
          and not (second_look_due and reviewer_id = $2)
          and (holder_id is null or lease_until < now() or (holder_id = $2 and $5::uuid[] is not null))
          and ($5::uuid[] is null or id = any ($5))
        order by seq, id limit $3 for update skip locked),
     taken as (
       update work_item w
          set holder_id = $2, lease_until = now() + make_interval(mins => $4::int), 
              fence = w.fence + case when p.was_mine and $5::uuid[] is not null then 0 else 1 end, updated_at = now()
         from picked p where w.id = p.id
       returning w.*, p.was_mine)
     select id, external_id as "externalId", file_id as "fileId", answer, fence, lease_until as "leaseUntil", returns,
            return_code as "returnCode", was_mine as "wasMine", second_look_due as "secondLook"
       from taken order by seq, id`,
    [request.engagementId, request.personId, request.limit, request.minutes, request.ids ?? null],
  );
  return {
    fresh: rows.filter(({ wasMine }) => !wasMine).map(({ id }) => id),
    items: rows.map(({ fileId, leaseUntil, wasMine: _, ...row }) => ({
      ...row,
      imageUrl: pictureUrl({ id: row.id, fileId }),
      leaseUntil: leaseUntil.toISOString(),
    })),
  };
}
