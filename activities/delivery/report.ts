import type { StepOwner } from '@kado/contracts/activities';
import type { DeliveryReport } from '@kado/documents/delivery-report';
import { wilsonOfRest, Z99 } from '@kado/domain/quality';
import type { Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';

export type { DeliveryReport };

interface Totals {
  key: string;
  title: string;
  client: string;
  items: number;
  returned: number;
  reviewed: number;
  adjudicated: number;
  people: number;
  gold: number;
  gold_right: number;
  quality_target: number | null;
  price_yen: string | null;
  plan_version: number | null;
  manual_version: number | null;
}

/**
 * The figures of a delivery. Accuracy is that of the answers as the line of production left them, measured on items whose
 * right answer is known but was hidden from everybody (they run the same way as all others), before those known answers
 * are put right; without such items, on the last inspected samples. The interval (99 %) is for the items that nobody could
 * measure: the known ones are delivered right in any case.
 */
export async function readReport(tx: Tx, engagementId: string, lotNos: readonly number[]): Promise<DeliveryReport> {
  const totals = (await tx.one<Totals>(
    `select e.key, e.title, c.name as client,
            count(w.id)::int as items,
            count(w.id) filter (where w.returns > 0)::int as returned,
            count(w.id) filter (where w.reviewer_id is not null)::int as reviewed,
            count(w.id) filter (where w.adjudicator_id is not null)::int as adjudicated,
            count(distinct w.author_id)::int as people,
            count(g.external_id)::int as gold,
            count(g.external_id) filter (where g.answer = w.answer)::int as gold_right,
            (select (clauses->>'qualityTarget')::float from requirement_version r where r.engagement_id = e.id and r.status = 'signed' order by version desc limit 1) as quality_target,
            (select q.price_yen::text from quote q where q.engagement_id = e.id and q.version = ${pricedQuoteVersion('e.id')}) as price_yen,
            max(w.plan_version) as plan_version, max(w.manual_version) as manual_version
       from engagement e join client c on c.id = e.client_id
       left join work_item w on w.engagement_id = e.id and w.purpose = 'production' and w.state = 'accepted'
            and w.lot_id in (select l.id from lot l where l.engagement_id = e.id and l.lot_no = any ($2::int[]))
       left join gold g on g.engagement_id = e.id and g.external_id = w.external_id
      where e.id = $1 group by e.id, c.name`,
    [engagementId, lotNos],
  )) as Totals;
  const lots = await tx.rows<DeliveryReport['lots'][number]>(
    `select l.lot_no as "lotNo", l.key, l.total as items, l.round as rounds,
            coalesce(sum(n.sample_size) filter (where n.round = l.round), 0)::int as sampled,
            coalesce(max(n.acceptance_number) filter (where n.round = l.round), 0)::int as "acceptanceNumber",
            coalesce(sum(d.defects) filter (where n.round = l.round), 0)::int as defects,
            coalesce(sum(d.defects), 0)::int as "defectsAllRounds"
       from lot l left join inspection n on n.lot_id = l.id
       left join lateral (select count(*) filter (where verdict = 'defect') as defects from inspection_item i where i.inspection_id = n.id) d on true
      where l.engagement_id = $1 and l.purpose = 'production' and l.lot_no = any ($2::int[]) group by l.id order by l.lot_no`,
    [engagementId, lotNos],
  );
  return {
    engagementKey: totals.key,
    title: totals.title,
    client: totals.client,
    builtAt: new Date().toISOString(),
    items: totals.items,
    people: totals.people,
    returned: totals.returned,
    reviewed: totals.reviewed,
    adjudicated: totals.adjudicated,
    planVersion: totals.plan_version,
    manualVersion: totals.manual_version,
    priceYen: totals.price_yen === null ? null : Number(totals.price_yen),
    qualityTarget: totals.quality_target,
    accuracy: accuracyOf(totals, lots),
    lots,
  };
}

function accuracyOf(totals: Totals, lots: DeliveryReport['lots']): DeliveryReport['accuracy'] {
  if (totals.gold > 0)
    return {
      ...wilsonOfRest(totals.gold_right, totals.gold, totals.items - totals.gold, Z99),
      confidence: 0.99,
      basis: 'gold',
      measured: totals.gold,
      right: totals.gold_right,
    };
  const measured = lots.reduce((sum, lot) => sum + lot.sampled, 0);
  const right = measured - lots.reduce((sum, lot) => sum + lot.defects, 0);
  return {
    ...wilsonOfRest(right, measured, totals.items - measured, Z99),
    confidence: 0.99,
    basis: 'inspection',
    measured,
    right,
  };
}

/** What is known to be wrong is not delivered: items with a known answer get it, as a new version with its reason. */
export async function correctGold(tx: Tx, owner: StepOwner, lotNos: readonly number[]): Promise<void> {
  await tx.rows(
    `with fixed as (
       update work_item w set answer = g.answer, answer_version = answer_version + 1, updated_at = now()
         from gold g
        where w.engagement_id = $1 and w.purpose = 'production' and w.state = 'accepted'
          and w.lot_id in (select l.id from lot l where l.engagement_id = $1 and l.lot_no = any ($2::int[]))
          and g.engagement_id = w.engagement_id and g.external_id = w.external_id and g.answer <> w.answer
       returning w.id, w.site_id, w.answer, w.fence, w.manual_version, w.plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, reason, answer, fence, manual_version, plan_version)
     select site_id, id, 'accepted', 'accepted', 'known_answer', answer, fence, manual_version, plan_version from fixed`,
    [owner.engagementId, lotNos],
  );
}
