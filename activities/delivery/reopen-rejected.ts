import type { ReopenedLot, StepOwner } from '@kado/contracts/activities';
import type { Tx } from '@kado/persistence/database';

/**
 * What the client has named goes back to its authors, with code and comment, and its lots to production a round further.
 * Repeating finds the lots of this delivery open already and answers the same.
 */
export async function reopenRejected(tx: Tx, owner: StepOwner, deliveryNo: number): Promise<{ lots: ReopenedLot[] }> {
  await tx.rows('select 1 from engagement where id = $1 for update', [owner.engagementId]);
  const delivery = await tx.one<{ id: string }>(
    'select id from delivery where engagement_id = $1 and delivery_no = $2',
    [owner.engagementId, deliveryNo],
  );
  if (!delivery) return { lots: [] };
  const returned = await tx.rows<{ lot_id: string }>(
    `with returned as (
       update work_item w set state = 'returned', returns = w.returns + 1, return_code = r.code, updated_at = now()
         from delivery_rejection r where r.delivery_id = $1 and r.work_item_id = w.id and w.state = 'delivered'
       returning w.id, w.site_id, w.lot_id, w.answer, w.fence, w.manual_version, w.plan_version, r.code, r.named_by),
     told as (
       insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, answer, fence, manual_version, plan_version)
       select site_id, id, 'delivered', 'returned', named_by, 'client_rejected:' || code, answer, fence, manual_version, plan_version
         from returned)
     select lot_id from returned`,
    [delivery.id],
  );
  if (returned.length > 0)
    await reopenLots(
      tx,
      owner,
      deliveryNo,
      returned.map((row) => row.lot_id),
    );
  const lots = await tx.rows<ReopenedLot>(
    `select l.id as "lotId", l.lot_no as "lotNo", l.round, l.step_version as version, l.open,
            (select count(*)::int from human_task t where t.lot_id = l.id) as tasks
       from lot l where l.id in (select w.lot_id from delivery_rejection r join work_item w on w.id = r.work_item_id where r.delivery_id = $1)
      order by l.lot_no`,
    [delivery.id],
  );
  return { lots };
}

async function reopenLots(tx: Tx, owner: StepOwner, deliveryNo: number, lotIds: readonly string[]): Promise<void> {
  await tx.rows(
    `update lot l set stage = 'production', round = l.round + 1, open = c.n, released_at = null
       from (select lot_id, count(*)::int as n from unnest($1::uuid[]) as lot_id group by lot_id) c where c.lot_id = l.id`,
    [lotIds],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'deliveries.reopen',
    entity: 'delivery',
    entityId: String(deliveryNo),
    after: { deliveryNo, items: lotIds.length, lots: new Set(lotIds).size },
  });
}
