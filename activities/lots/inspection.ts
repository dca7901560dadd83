import type { InspectionDraw, StepOwner } from '@kado/contracts/activities';
import type { Plan } from '@kado/domain/plan';
import { samplePlan } from '@kado/domain/quality';
import { drawSample } from '@kado/domain/seeded';
import { newId, type Tx } from '@kado/persistence/database';
import { ApplicationFailure } from '@temporalio/common';

/**
 * Draws the sample of one round. The seed is stored with it, so the draw can be repeated and proved; nobody can predict
 * it before, because it holds the inspection's own random id.
 */
export async function drawInspection(tx: Tx, owner: StepOwner, round: number): Promise<InspectionDraw> {
  const lot = await lockLot(tx, owner);
  const drawn = await tx.one<{ sample_size: number; acceptance_number: number }>(
    'select sample_size, acceptance_number from inspection where lot_id = $1 and round = $2',
    [owner.lotId, round],
  );
  if (drawn) return { sampleSize: drawn.sample_size, acceptanceNumber: drawn.acceptance_number };

  // The word that a lot is ready can be forged by hand; what counts is the lot. Not refused but tried again, so that the
  // inspection waits for the last item instead of passing a lot that nobody has finished.
  const open = lot?.open ?? 0;
  if (open > 0) throw ApplicationFailure.retryable('the lot has open items', 'lot_not_ready', { open });

  const items = await tx.rows<{ id: string }>(
    `select id from work_item where lot_id = $1 and state = 'accepted' order by external_id, pass`,
    [owner.lotId],
  );
  const { n, ac } = samplePlan(items.length, await agreedAql(tx, owner));
  const id = newId();
  const sample = drawSample(items, n, `${id}:${round}`).map((item) => item.id);
  await tx.rows(
    `insert into inspection (id, site_id, lot_id, round, seed, sample_size, acceptance_number) values ($1,$2,$3,$4,$5,$6,$7)`,
    [id, owner.siteId, owner.lotId, round, `${id}:${round}`, sample.length, ac],
  );
  await tx.rows(
    `insert into inspection_item (inspection_id, site_id, work_item_id) select $1, $2, unnest($3::uuid[])`,
    [id, owner.siteId, sample],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'inspections.draw',
    entity: 'lot',
    entityId: owner.lotId as string,
    after: { round, sampleSize: sample.length, acceptanceNumber: ac },
  });
  return { sampleSize: sample.length, acceptanceNumber: ac };
}

/** Of the plans that the lot's items were given out under, the strictest. */
async function agreedAql(tx: Tx, owner: StepOwner): Promise<Plan['qa']['inspection']['aql']> {
  const rows = await tx.rows<{ plan: Plan }>(
    `select p.plan from plan_version p
      where p.engagement_id = $1 and p.version in (select w.plan_version from work_item w where w.lot_id = $2)`,
    [owner.engagementId, owner.lotId],
  );
  const aqls = rows.map(({ plan }) => plan.qa.inspection.aql);
  return aqls.sort((a, b) => a - b)[0] ?? 1;
}

/** Known defects of a round get the inspector's answer as a new version; author, reviewer and inspector all stay on record. */
export async function correctDefects(tx: Tx, owner: StepOwner, round: number): Promise<number> {
  const rows = await tx.rows(
    `with found as (
       select i.work_item_id, i.right_answer, i.inspector_id from inspection_item i join inspection n on n.id = i.inspection_id
        where n.lot_id = $1 and n.round = $2 and i.verdict = 'defect'),
     fixed as (
       update work_item w set answer = f.right_answer, fixer_id = f.inspector_id, answer_version = answer_version + 1, updated_at = now()
         from found f where w.id = f.work_item_id and w.state = 'accepted' and w.answer is distinct from f.right_answer
       returning w.id, w.site_id, w.fixer_id, w.answer, w.fence, w.manual_version, w.plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, answer, fence, manual_version, plan_version)
     select site_id, id, 'accepted', 'accepted', fixer_id, 'inspection_defect', answer, fence, manual_version, plan_version from fixed
     returning id`,
    [owner.lotId, round],
  );
  return rows.length;
}

/** Approved: the sample's defects are corrected. */
export async function releaseLot(tx: Tx, owner: StepOwner, round: number): Promise<void> {
  await lockLot(tx, owner);
  if (await isDone(tx, owner, 'lots.release', round)) return;
  const corrected = await correctDefects(tx, owner, round);
  await auditLot(tx, owner, 'lots.release', { round, corrected });
}

export async function lockLot(tx: Tx, owner: StepOwner): Promise<{ open: number } | undefined> {
  return tx.one<{ open: number }>('select open from lot where id = $1 for update', [owner.lotId]);
}

/** The audit row of an effect is written with it: where it stands, the effect is there. */
export async function isDone(tx: Tx, owner: StepOwner, operation: LotEffect, round: number): Promise<boolean> {
  const row = await tx.one(
    `select 1 from audit_log where engagement_id = $1 and operation = $2 and entity_id = $3 and (after->>'round')::int = $4`,
    [owner.engagementId, operation, owner.lotId, round],
  );
  return row !== undefined;
}

type LotEffect = 'lots.release' | 'lots.screen' | 'lots.rework';

export async function auditLot(
  tx: Tx,
  owner: StepOwner,
  operation: LotEffect,
  after: Record<string, number>,
): Promise<void> {
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation,
    entity: 'lot',
    entityId: owner.lotId as string,
    after,
  });
}
