import type { Plan, QaPlan } from '@kado/domain/plan';
import type { RequirementClauses } from '@kado/domain/requirements';
import { newId } from '@kado/persistence/database';
import type { Case, Rig } from './rig';

/** The papers of an engagement as the API writes them, put straight into the database: here only the workflow is under test. */
export async function writeRequirements(
  rig: Rig,
  c: Case,
  version: number,
  change: Partial<RequirementClauses> = {},
): Promise<void> {
  const clauses: RequirementClauses = {
    scope: '画像の数字を読む',
    category: 'digital_data',
    mode: 'item',
    volume: 60,
    deliveryDue: '2027-03-31',
    qualityTarget: 0.97,
    dataClass: 'none',
    place: 'home',
    priceModel: 'per_item',
    acceptanceWindowDays: 10,
    deemedAcceptance: false,
    ...change,
  };
  await rig.sql(
    `insert into requirement_version (id, site_id, engagement_id, version, clauses, author_id, content_hash) values ($1,$2,$3,$4,$5,$6,'-')`,
    [
      newId(),
      c.input.siteId,
      c.input.engagementId,
      version,
      JSON.stringify(clauses),
      (await rig.person('manager01')).id,
    ],
  );
}

export async function writeQuote(
  rig: Rig,
  c: Case,
  version: number,
  requirementVersion: number,
  marginRate = 0.2,
  validUntil = '2049-12-01',
): Promise<void> {
  await rig.sql(
    `insert into quote (id, site_id, engagement_id, version, requirement_version, params, result, margin_rate, price_yen, valid_until, author_id)
     values ($1,$2,$3,$4,$5,'{}','{}',$6,100000,$8,$7)`,
    [
      newId(),
      c.input.siteId,
      c.input.engagementId,
      version,
      requirementVersion,
      marginRate,
      (await rig.person('manager01')).id,
      validUntil,
    ],
  );
}

export async function writePlan(rig: Rig, c: Case, version: number, qa: Partial<QaPlan> = {}): Promise<void> {
  const plan: Plan = {
    steps: [
      {
        code: 'label',
        nameJa: 'ラベル付け',
        mode: 'item',
        after: [],
        itemMinutesMax: 5,
        interruptible: true,
        dataLevel: 'none',
        device: 'any',
        skills: ['labelling'],
        place: 'home',
        standardSeconds: 10,
      },
    ],
    qa: { review: { firstItems: 30, rate: 0.3 }, gold: { enabled: true }, inspection: { aql: 4 }, lots: 2, ...qa },
  };
  const author = (await rig.person('director01')).id;
  await rig.sql(
    `insert into manual_version (id, site_id, engagement_id, version, sections, author_id, content_hash) values ($1,$2,$3,$4,'[]',$5,'-')`,
    [newId(), c.input.siteId, c.input.engagementId, version, author],
  );
  await rig.sql(
    `insert into plan_version (id, site_id, engagement_id, version, plan, manual_version, author_id, content_hash) values ($1,$2,$3,$4,$5,$4,$6,'-')`,
    [newId(), c.input.siteId, c.input.engagementId, version, JSON.stringify(plan), author],
  );
}

export async function addMember(
  rig: Rig,
  c: Case,
  login: string,
  role: string,
  purpose: 'pilot' | 'team' = 'team',
): Promise<void> {
  await rig.sql(
    `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose, hours_per_week, hourly_yen) values ($1,$2,$3,$4,$5,$6,10,1100)
     on conflict (engagement_id, person_id, role) do update set purpose = excluded.purpose`,
    [newId(), c.input.siteId, c.input.engagementId, (await rig.person(login)).id, role, purpose],
  );
}

export async function addEvidence(
  rig: Rig,
  c: Case,
  kind: string,
  logins: (string | null)[],
  termsNo = 1,
): Promise<void> {
  const by = (await rig.person('coordinator01')).id;
  for (const login of logins) {
    const personId = login === null ? null : (await rig.person(login)).id;
    await rig.sql(
      `insert into evidence (id, site_id, engagement_id, kind, person_id, document_name, document_sha256, recorded_by, terms_no) values ($1,$2,$3,$4,$5,'文書',$6,$7,$8)
       on conflict do nothing`,
      [newId(), c.input.siteId, c.input.engagementId, kind, personId, 'a'.repeat(64), by, termsNo],
    );
  }
}

export const TEAM = Array.from({ length: 10 }, (_, i) => `worker${String(i + 1).padStart(2, '0')}`);

export async function addTeam(rig: Rig, c: Case): Promise<void> {
  await addMember(rig, c, 'leader01', 'leader');
  for (const login of TEAM) await addMember(rig, c, login, 'teleworker');
  for (const kind of ['terms_notice', 'training_gate']) await addEvidence(rig, c, kind, ['leader01', ...TEAM]);
}

export async function importItems(
  rig: Rig,
  c: Case,
  count: number,
  purpose: 'pilot' | 'production' = 'production',
  passes = 1,
  firstSeq = 1,
): Promise<void> {
  for (let pass = 1; pass <= passes; pass += 1)
    for (let seq = firstSeq; seq < firstSeq + count; seq += 1)
      await rig.sql(
        `insert into work_item (id, site_id, engagement_id, purpose, seq, external_id, pass, state) values ($1,$2,$3,$4,$5,$6,$7,'draft') on conflict do nothing`,
        [newId(), c.input.siteId, c.input.engagementId, purpose, seq, `d-${String(seq).padStart(4, '0')}`, pass],
      );
}

/** Everybody's work on a lot in one stroke, each pass by another person, not reviewed; then the relay's word that it is ready. */
export async function produceLot(rig: Rig, c: Case, lotNo: number, round: number): Promise<void> {
  await rig.lotRound(c, lotNo, round);
  await acceptItems(rig, c, lotNo);
  await rig.lotReady(c, lotNo, round);
}

export async function acceptItems(rig: Rig, c: Case, lotNo: number): Promise<void> {
  const authors = await Promise.all(
    ['worker01', 'worker02', 'worker03'].map(async (login) => (await rig.person(login)).id),
  );
  await rig.sql(
    `update work_item w set state = 'accepted', answer = coalesce(answer, '5'), first_answer = coalesce(first_answer, '5'),
            author_id = ($3::uuid[])[w.pass], reviewer_id = case when state = 'in_review' then $4::uuid else reviewer_id end
       from lot l where l.id = w.lot_id and l.engagement_id = $1 and l.lot_no = $2 and w.state in ('ready', 'in_review', 'returned')`,
    [c.input.engagementId, lotNo, authors, (await rig.person('leader01')).id],
  );
  await rig.sql('update lot set open = 0 where engagement_id = $1 and lot_no = $2', [c.input.engagementId, lotNo]);
}

/** The whole sample looked at; `defects` of them found wrong. */
export async function inspectSample(rig: Rig, c: Case, lotNo: number, round: number, defects: number): Promise<void> {
  await rig.sql(
    `with sample as (
       select i.inspection_id, i.work_item_id, row_number() over (order by i.work_item_id) as n from inspection_item i
         join inspection s on s.id = i.inspection_id join lot l on l.id = s.lot_id
        where l.engagement_id = $1 and l.lot_no = $2 and s.round = $3)
     update inspection_item i set verdict = case when sample.n <= $4 then 'defect' else 'ok' end,
            right_answer = case when sample.n <= $4 then '7' end, inspector_id = $5, inspected_at = now()
       from sample where sample.inspection_id = i.inspection_id and sample.work_item_id = i.work_item_id`,
    [c.input.engagementId, lotNo, round, defects, (await rig.person('leader01')).id],
  );
}

/** The client names some items of a delivery as faulty. */
export async function rejectItems(rig: Rig, c: Case, deliveryNo: number, count: number): Promise<void> {
  await rig.sql(
    `insert into delivery_rejection (delivery_id, site_id, work_item_id, code, named_by)
     select d.id, d.site_id, w.id, 'wrong_value', $4 from delivery d
       join lot l on l.engagement_id = d.engagement_id and l.lot_no = any (d.lot_nos) join work_item w on w.lot_id = l.id
      where d.engagement_id = $1 and d.delivery_no = $2 and w.state = 'delivered' order by w.seq limit $3`,
    [c.input.engagementId, deliveryNo, count, (await rig.person('client01')).id],
  );
}

/** A change request with the terms that KADO offers for it, as the API writes them. */
export async function writeChange(
  rig: Rig,
  c: Case,
  by: 'kado' | 'client',
  wished: Partial<RequirementClauses>,
): Promise<number> {
  const author = (await rig.person(by === 'client' ? 'client01' : 'manager01')).id;
  const [signed] = await rig.sql<{ version: number; clauses: RequirementClauses; next: number }>(
    `select version, clauses, (select max(version) + 1 from requirement_version where engagement_id = $1) as next
       from requirement_version where engagement_id = $1 and status = 'signed' order by version desc limit 1`,
    [c.input.engagementId],
  );
  if (!signed) throw new TypeError('nothing is signed yet');
  const offered = { ...signed.clauses, ...wished };
  await writeRequirements(rig, c, signed.next, offered);
  await writeQuote(rig, c, signed.next, signed.next);
  const [row] = await rig.sql<{ change_no: number }>(
    `insert into change_request (id, site_id, engagement_id, change_no, requested_by, author_id, reason_id, before, wished, offered, status,
                                 requirement_version, quote_version)
     select $1, $2, $3, coalesce(max(change_no), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $11 from change_request where engagement_id = $3
     returning change_no`,
    [
      newId(),
      c.input.siteId,
      c.input.engagementId,
      by,
      author,
      await rig.reason(c, '件数の増加'),
      JSON.stringify(signed.clauses),
      JSON.stringify(wished),
      JSON.stringify(offered),
      by === 'kado' ? 'offered' : 'requested',
      signed.next,
    ],
  );
  return row?.change_no ?? 0;
}

/** The plan change that the API writes beside a new plan version. */
export async function writePlanChange(rig: Rig, c: Case, version: number): Promise<void> {
  await rig.sql(
    `insert into plan_change (id, site_id, engagement_id, plan_version, from_version, author_id, diff, touched, status)
     values ($1,$2,$3,$4,$5,$6,'{}','{}','proposed')`,
    [newId(), c.input.siteId, c.input.engagementId, version, version - 1, (await rig.person('director01')).id],
  );
}
