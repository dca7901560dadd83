import type { ReservedItem } from '@kado/contracts/schemas/work-items';
import type { Tx } from '@kado/persistence/database';
import { pictureUrl } from './picture-url';

export interface ReserveRequest {
  engagementId: string;
  personId: string;
  purpose: 'pilot' | 'production';
  limit: number;
  minutes: number;
  manualVersion: number | null;
}

interface Row {
  id: string;
  externalId: string;
  payload: Record<string, unknown>;
  fileId: string | null;
  fence: number;
  leaseUntil: Date;
  manualVersion: number | null;
  returned: boolean;
  returnCode: string | null;
  comment: string | null;
}

/**
 * A pilot measures people one by one: nobody gets two passes of one item, also not by letting a lease run out, and of
 * several open passes the first is handed out. One's own pass, run out, is one's own again whatever became of the others:
 * else who left with an earlier pass would shut everybody else out of the item.
 */
const ONE_PASS = `
  and (w.holder_id = $2 or not exists (select 1 from work_item o
       where o.engagement_id = w.engagement_id and o.purpose = w.purpose and o.external_id = w.external_id and o.id <> w.id
         and (o.author_id = $2 or o.holder_id = $2
           or (o.pass < w.pass and (o.state = 'ready' or (o.state = 'reserved' and o.lease_until < now()))))))`;

/**
 * Hands items out in one statement: what came back to its author, then what somebody let run out, then what nobody has
 * had. Rows that another reservation is looking at are passed over, never waited for. An expired lease leaves two marks
 * in the history: given back, taken again.
 */
const sql = (pilot: boolean): string => `
with returned as (
  select w.id from work_item w
   where w.engagement_id = $1 and w.purpose = $3 and w.author_id = $2 and w.state = 'returned'
   order by w.seq, w.pass, w.id limit $4 for update skip locked),
expired as (
  select w.id, w.author_id, w.manual_version from work_item w
   where w.state = 'reserved' and w.lease_until < now() and w.engagement_id = $1 and w.purpose = $3
     and (w.author_id is null or w.author_id = $2)${pilot ? ONE_PASS : ''}
   order by w.lease_until, w.id limit greatest(0, $4 - (select count(*) from returned)) for update skip locked),
fresh as (
  select w.id from work_item w
   where w.engagement_id = $1 and w.purpose = $3 and w.state = 'ready'${pilot ? ONE_PASS : ''}
   order by w.seq, w.pass, w.id
   limit greatest(0, $4 - (select count(*) from returned) - (select count(*) from expired)) for update skip locked),
picked as (
  select id, 'returned' as was, false as ran_out, null::int as old_manual from returned
  union all select id, case when author_id is null then 'ready' else 'returned' end, true, manual_version from expired
  union all select id, 'ready', false, null from fresh),
taken as (
  update work_item w
     set state = 'reserved', holder_id = $2, lease_until = now() + make_interval(mins => $5::int), fence = w.fence + 1,
         manual_version = $6, updated_at = now()
    from picked p where w.id = p.id
  returning w.*, p.was, p.ran_out, p.old_manual),
logged as (
  insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, fence, manual_version, plan_version)
  select site_id, id, 'reserved', was, null, 'lease_expired', fence - 1, old_manual, plan_version from taken where ran_out
  union all
  select site_id, id, was, 'reserved', $2, null, fence, manual_version, plan_version from taken)
select id, external_id as "externalId", payload, file_id as "fileId", fence, lease_until as "leaseUntil",
       manual_version as "manualVersion", was = 'returned' as returned, return_code as "returnCode",
       (select r.comment from delivery_rejection r join delivery d on d.id = r.delivery_id and d.status = 'rejected'
         where r.work_item_id = taken.id and r.code = taken.return_code order by r.named_at desc limit 1) as comment
  from taken order by was = 'returned' desc, seq, pass`;

export async function reserveItems(tx: Tx, request: ReserveRequest): Promise<ReservedItem[]> {
  const pilot = request.purpose === 'pilot';
  // A pilot is small and its rule looks at several rows of an item at once: its reservations take turns.
  if (pilot) await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`pilot:${request.engagementId}`]);
  const rows = await tx.rows<Row>(sql(pilot), [
    request.engagementId,
    request.personId,
    request.purpose,
    request.limit,
    request.minutes,
    request.manualVersion,
  ]);
  return rows.map((row) => ({
    id: row.id,
    externalId: row.externalId,
    payload: row.payload,
    imageUrl: pictureUrl(row),
    fence: row.fence,
    leaseUntil: row.leaseUntil.toISOString(),
    manualVersion: row.manualVersion,
    ...(row.returned && { returned: { code: row.returnCode, ...(row.comment && { comment: row.comment }) } }),
  }));
}
