import type { Tx } from '@kado/persistence/database';
import type { CommandRequest } from '../common/command';

interface InEngagement {
  engagementId: string;
  siteId: string;
}

/**
 * Reserved items are free again, those that had come back wait for anybody; reviews go back to the other reviewers. A free item
 * has no author: it would wait for that one alone, who is gone. The events keep the name.
 */
export async function giveBackItems(tx: Tx, request: CommandRequest, personId: string): Promise<void> {
  const held = await tx.rows<InEngagement & { was: string }>(
    `with held as (select id, state as was, author_id from work_item where holder_id = $1 and state in ('reserved', 'in_review') order by id for update),
     freed as (
       update work_item w set state = case when h.was = 'in_review' then 'in_review' else 'ready' end, holder_id = null, lease_until = null,
              author_id = case when h.was = 'in_review' then w.author_id end, updated_at = now()
         from held h where w.id = h.id
       returning w.*, h.was),
     told as (
       insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, fence, manual_version, plan_version)
       select site_id, id, was, state, $1, 'left', fence, manual_version, plan_version from freed where was = 'reserved')
     select engagement_id as "engagementId", site_id as "siteId", was from freed`,
    [personId],
  );
  // What had come back to them would wait for somebody who is gone.
  const returned = await tx.rows<InEngagement & { was: string }>(
    `with freed as (
       update work_item set state = 'ready', author_id = null, updated_at = now() where author_id = $1 and state = 'returned'
       returning id, site_id, engagement_id, fence, manual_version, plan_version),
     told as (
       insert into work_item_event (site_id, work_item_id, from_state, to_state, reason, fence, manual_version, plan_version)
       select site_id, id, 'returned', 'ready', 'author_left', fence, manual_version, plan_version from freed)
     select engagement_id as "engagementId", site_id as "siteId", 'returned' as was from freed`,
    [personId],
  );
  for (const { engagementId, siteId, rows } of byEngagement([...held, ...returned])) {
    const of = (state: string) => rows.filter(({ was }) => was === state).length;
    await tellEngagement(tx, request, { engagementId, siteId }, 'items.giveBack', personId, {
      given: rows.length,
      reserved: of('reserved'),
      inReview: of('in_review'),
      returned: of('returned'),
    });
  }
}

export async function withdrawOffersTo(tx: Tx, request: CommandRequest, personId: string): Promise<void> {
  const offers = await tx.rows<InEngagement>(
    `update offer set status = 'withdrawn', answered_at = now() where person_id = $1 and status = 'sent'
     returning engagement_id as "engagementId", site_id as "siteId"`,
    [personId],
  );
  for (const { engagementId, siteId, rows } of byEngagement(offers))
    await tellEngagement(tx, request, { engagementId, siteId }, 'offers.withdraw', personId, {
      withdrawn: rows.length,
    });
}

function byEngagement<Row extends InEngagement>(rows: readonly Row[]): (InEngagement & { rows: Row[] })[] {
  const found = new Map<string, InEngagement & { rows: Row[] }>();
  for (const row of rows) {
    const { engagementId, siteId } = row;
    const of = found.get(engagementId) ?? { engagementId, siteId, rows: [] };
    of.rows.push(row);
    found.set(engagementId, of);
  }
  return [...found.values()];
}

/** Each engagement has in its own timeline what it lost. */
function tellEngagement(
  tx: Tx,
  { actor, traceId }: CommandRequest,
  { engagementId, siteId }: InEngagement,
  operation: 'items.giveBack' | 'offers.withdraw',
  personId: string,
  after: Record<string, number>,
): Promise<void> {
  return tx.audit({
    siteId,
    engagementId,
    actorId: actor.personId,
    via: 'api',
    operation,
    entity: 'engagement',
    entityId: engagementId,
    before: { personId },
    after,
    traceId,
  });
}
