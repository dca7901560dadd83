import type { StepOwner } from '@kado/contracts/activities';
import type { AuditEntry, Tx } from '../database';

/** By whom: the execution itself, or ops where there is none any more. */
export type StoppedBy = Pick<AuditEntry, 'actorId' | 'actorRole' | 'via' | 'reasonId' | 'traceId'>;
const WORKFLOW: StoppedBy = { actorId: null, via: 'workflow' };

/** Items that are finished keep their answers and stay whose they are: the time of their people is paid. */
const FINISHED = `('accepted', 'delivered', 'client_accepted', 'void')`;

/**
 * Nothing is handed out any more: reservations end, every unfinished item is void, the lots are closed. Running it again
 * finds nothing left to do.
 */
export async function stopWork(
  tx: Tx,
  owner: StepOwner,
  by: StoppedBy = WORKFLOW,
): Promise<{ released: number; voided: number }> {
  await tx.rows('select 1 from engagement where id = $1 for update', [owner.engagementId]);
  const rows = await tx.rows<{ from_state: string }>(
    `with stopped as (
       update work_item w set state = 'void', holder_id = null, lease_until = null, updated_at = now()
         from (select id, state, holder_id from work_item where engagement_id = $1 and state not in ${FINISHED} for update) o
        where w.id = o.id
       returning w.id, w.site_id, o.state as from_state, o.holder_id, w.answer, w.fence, w.manual_version, w.plan_version),
     told as (
       insert into work_item_event (site_id, work_item_id, from_state, to_state, reason, answer, fence, manual_version, plan_version)
       select site_id, id, from_state, 'void', 'engagement_stopped', answer, fence, manual_version, plan_version from stopped)
     select from_state from stopped`,
    [owner.engagementId],
  );
  await tx.rows(
    `update lot set stage = 'cancelled', open = 0 where engagement_id = $1 and stage in ('production', 'quality', 'released')`,
    [owner.engagementId],
  );
  const released = rows.filter((row) => row.from_state === 'reserved').length;
  if (rows.length > 0)
    await tx.audit({
      siteId: owner.siteId,
      engagementId: owner.engagementId,
      ...by,
      operation: 'items.stop',
      entity: 'engagement',
      entityId: owner.engagementId,
      after: { released, voided: rows.length },
    });
  return { released, voided: rows.length };
}

/** Offers without an answer are taken back; declining or not having answered has no meaning for anybody later. */
export async function withdrawOpenOffers(
  tx: Tx,
  owner: StepOwner,
  by: StoppedBy = WORKFLOW,
): Promise<{ withdrawn: number }> {
  const rows = await tx.rows(
    `update offer set status = 'withdrawn', answered_at = now() where engagement_id = $1 and status = 'sent' returning id`,
    [owner.engagementId],
  );
  if (rows.length > 0)
    await tx.audit({
      siteId: owner.siteId,
      engagementId: owner.engagementId,
      ...by,
      operation: 'offers.withdraw',
      entity: 'engagement',
      entityId: owner.engagementId,
      after: { withdrawn: rows.length },
    });
  return { withdrawn: rows.length };
}
