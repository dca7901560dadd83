import type { FormLotsResult, StepOwner } from '@kado/contracts/activities';
import { lotKey, PILOT_LOT_NO } from '@kado/contracts/lot';
import { newId, type Tx } from '@kado/persistence/database';

interface LotRow {
  id: string;
  lot_no: number;
}

/**
 * Splits the imported items that are in no lot yet into `lots` runs of equal size in manifest order and releases them.
 * Repeating changes nothing: lots are formed once for the plan, and once for each `more` (an agreed change).
 */
export async function formLots(tx: Tx, owner: StepOwner, lots: number, more?: string): Promise<FormLotsResult> {
  await tx.rows('select 1 from engagement where id = $1 for update', [owner.engagementId]);
  let rows = await tx.rows<LotRow>(
    `select id, lot_no from lot where engagement_id = $1 and purpose = 'production' and formed_for is not distinct from $2
      order by lot_no`,
    [owner.engagementId, more ?? null],
  );
  if (rows.length === 0) {
    const last = await tx.one<{ n: number }>(
      `select coalesce(max(lot_no), 0) as n from lot where engagement_id = $1 and purpose = 'production'`,
      [owner.engagementId],
    );
    rows = [];
    for (let n = 1; n <= lots; n += 1)
      rows.push(await insertLot(tx, owner, (last?.n ?? 0) + n, 'production', more ?? null));
    await tx.rows(
      `with numbered as (
         select id, $4::int + ntile($2) over (order by seq) as lot_no from work_item
          where engagement_id = $1 and purpose = 'production' and state = 'draft')
       update work_item w set lot_id = l.id, state = 'ready', plan_version = $3, updated_at = now()
         from numbered n join lot l on l.engagement_id = $1 and l.lot_no = n.lot_no
        where w.id = n.id`,
      [owner.engagementId, lots, await approvedPlan(tx, owner), last?.n ?? 0],
    );
    await releaseEvents(
      tx,
      owner,
      'production',
      rows.map((row) => row.id),
    );
  }
  return { lots: rows.map((row) => ({ lotId: row.id, lotNo: row.lot_no })) };
}

/** The pilot: every imported pilot item in one lot, one row per person and item. */
export async function formPilotLot(tx: Tx, owner: StepOwner): Promise<{ lotId: string }> {
  await tx.rows('select 1 from engagement where id = $1 for update', [owner.engagementId]);
  const existing = await tx.one<LotRow>('select id, lot_no from lot where engagement_id = $1 and lot_no = $2', [
    owner.engagementId,
    PILOT_LOT_NO,
  ]);
  if (existing) return { lotId: existing.id };
  const lot = await insertLot(tx, owner, PILOT_LOT_NO, 'pilot', null);
  await tx.rows(
    `update work_item set lot_id = $2, state = 'ready', updated_at = now()
      where engagement_id = $1 and purpose = 'pilot' and state = 'draft'`,
    [owner.engagementId, lot.id],
  );
  await releaseEvents(tx, owner, 'pilot', [lot.id]);
  return { lotId: lot.id };
}

async function insertLot(
  tx: Tx,
  owner: StepOwner,
  lotNo: number,
  purpose: 'pilot' | 'production',
  formedFor: string | null,
): Promise<LotRow> {
  const row = { id: newId(), lot_no: lotNo };
  await tx.rows(
    `insert into lot (id, site_id, engagement_id, lot_no, key, purpose, stage, formed_for) values ($1,$2,$3,$4,$5,$6,'production',$7)`,
    [row.id, owner.siteId, owner.engagementId, lotNo, lotKey(owner.engagementKey, lotNo), purpose, formedFor],
  );
  return row;
}

async function releaseEvents(
  tx: Tx,
  owner: StepOwner,
  purpose: 'pilot' | 'production',
  lotIds: readonly string[],
): Promise<void> {
  await tx.rows(
    `insert into work_item_event (site_id, work_item_id, from_state, to_state, fence, plan_version)
     select site_id, id, 'draft', 'ready', fence, plan_version from work_item where lot_id = any ($1::uuid[])`,
    [lotIds],
  );
  await tx.rows(
    `update lot l set total = c.n, open = c.n
       from (select lot_id, count(*)::int as n from work_item where lot_id = any ($1::uuid[]) group by lot_id) c
      where l.id = c.lot_id`,
    [lotIds],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'lots.form',
    entity: 'engagement',
    entityId: owner.engagementId,
    after: { purpose },
  });
}

async function approvedPlan(tx: Tx, owner: StepOwner): Promise<number | null> {
  const row = await tx.one<{ version: number }>(
    `select max(version) as version from plan_version where engagement_id = $1 and status = 'approved'`,
    [owner.engagementId],
  );
  return row?.version ?? null;
}
