import type { StepOwner } from '@kado/contracts/activities';
import type { Decision } from '@kado/contracts/human-task';
import type { Tx } from '@kado/persistence/database';
import { notify } from '@kado/persistence/repositories/notices';

interface DeliveryRow {
  id: string;
  lots: string[];
}

/** The delivery that a decision speaks of, and its lots; engagements from before instalments have one delivery of all lots. */
async function deliveryOf(tx: Tx, owner: StepOwner, { subject }: Decision): Promise<DeliveryRow | undefined> {
  return tx.one<DeliveryRow>(
    `select d.id, array(select l.id from lot l where l.engagement_id = d.engagement_id and l.purpose = 'production'
                           and (d.lot_nos = '{}' or l.lot_no = any (d.lot_nos))) as lots
       from delivery d where d.engagement_id = $1 and d.delivery_no = $2 for update of d`,
    [owner.engagementId, subject?.deliveryNo ?? 1],
  );
}

export async function sendDelivery(tx: Tx, owner: StepOwner, decision: Decision): Promise<void> {
  const delivery = await deliveryOf(tx, owner, decision);
  if (!delivery) return;
  await tx.rows(`update delivery set status = 'sent', sent_at = now() where id = $1 and status = 'built'`, [
    delivery.id,
  ]);
  await moveItems(tx, delivery.lots, 'accepted', 'delivered', null);
  await tx.rows(`update lot set stage = 'delivered' where id = any ($1::uuid[])`, [delivery.lots]);
  await notify(tx, owner, {
    kind: 'delivery_sent',
    key: `delivery_sent:${delivery.id}`,
    data: { engagementKey: owner.engagementKey, deliveryNo: decision.subject?.deliveryNo ?? 1 },
    roles: ['client'],
  });
}

/**
 * Accepted, by the client or by silence where the contract says so; or rejected by exact items: the others are accepted,
 * the named ones wait to go back to their authors.
 */
export async function closeDelivery(tx: Tx, owner: StepOwner, decision: Decision): Promise<void> {
  const delivery = await deliveryOf(tx, owner, decision);
  if (!delivery) return;
  const actorId = decision.actorId || null;
  // Names without a rejection mean nothing: silence where it counts as acceptance, or named after the decision was judged.
  if (decision.outcome !== 'rejected')
    await tx.rows('delete from delivery_rejection where delivery_id = $1', [delivery.id]);
  await tx.rows(
    `update delivery set status = $2, accepted_at = case when $2 = 'accepted' then now() end, accepted_by = $3, accepted_via = $4
      where id = $1 and status = 'sent'`,
    [delivery.id, decision.outcome === 'rejected' ? 'rejected' : 'accepted', actorId, decision.via],
  );
  await moveItems(tx, delivery.lots, 'delivered', 'client_accepted', actorId, delivery.id);
  await tx.rows(
    `update lot l set stage = 'accepted' where l.id = any ($1::uuid[])
        and not exists (select 1 from delivery_rejection r join work_item w on w.id = r.work_item_id
                         where r.delivery_id = $2 and w.lot_id = l.id)`,
    [delivery.lots, delivery.id],
  );
}

/** Items of these lots, but for those that the client has named in this delivery. */
async function moveItems(
  tx: Tx,
  lots: readonly string[],
  from: string,
  to: string,
  actorId: string | null,
  exceptNamedIn: string | null = null,
): Promise<void> {
  await tx.rows(
    `with moved as (
       update work_item w set state = $3, updated_at = now()
        where lot_id = any ($1::uuid[]) and state = $2
          and not exists (select 1 from delivery_rejection r where r.delivery_id = $5 and r.work_item_id = w.id)
        returning id, site_id, answer, fence, manual_version, plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, answer, fence, manual_version, plan_version)
     select site_id, id, $2, $3, $4, answer, fence, manual_version, plan_version from moved`,
    [lots, from, to, actorId, exceptNamedIn],
  );
}
