import { newId } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import type { ApiRig, Reply } from './rig';

const SITE = seedId('site', 'SHIOJIRI');

export interface Floor {
  id: string;
  key: string;
  lots: string[];
}

export interface FloorOptions {
  stage?: string;
  purpose?: 'pilot' | 'production';
  items?: number;
  passes?: number;
  lots?: number;
  review?: { firstItems: number; rate: number };
  secondLook?: { rate: number };
  workers?: string[];
}

let made = 0;

/** An engagement at work, straight in the tables: plan approved, team with papers, items released in lots. */
export async function openFloor(rig: ApiRig, options: FloorOptions = {}): Promise<Floor> {
  const {
    purpose = 'production',
    items = 20,
    passes = 1,
    lots = 1,
    workers = ['worker01', 'worker02', 'worker03'],
  } = options;
  const key = `KADO-2026-${String(7000 + ++made)}`;
  const id = await rig.insertEngagement({
    key,
    clientCode: 'C-001',
    siteCode: 'SHIOJIRI',
    stage: options.stage ?? (purpose === 'pilot' ? 'requirements' : 'production'),
    members: ['director01', 'leader01', 'leader02', ...workers].map((login) => ({
      login,
      role: login.replace(/\d+/, '').replace('worker', 'teleworker'),
    })),
  });
  if (purpose === 'pilot')
    await rig.db.query(
      `update engagement_member set purpose = 'pilot' where engagement_id = $1 and role = 'teleworker'`,
      [id],
    );
  for (const login of workers)
    for (const kind of ['terms_notice', 'training_gate']) await addEvidence(rig, id, login, kind);
  await approvePlan(rig, id, 1, options.review ?? { firstItems: 0, rate: 0 }, options.secondLook);
  const lotIds: string[] = [];
  for (let n = 0; n < lots; n += 1) lotIds.push(await addLot(rig, id, key, purpose === 'pilot' ? n : n + 1, purpose));
  for (let pass = 1; pass <= passes; pass += 1)
    await rig.db.query(
      `insert into work_item (id, site_id, engagement_id, lot_id, purpose, seq, external_id, pass, state, plan_version)
       select gen_random_uuid(), $1, $2, ($3::uuid[])[1 + (n - 1) % $4], $5, n, 'd-' || lpad(n::text, greatest(4, length(n::text)), '0'), $6, 'ready', 1
         from generate_series(1, $7) n`,
      [SITE, id, lotIds, lots, purpose, pass, items],
    );
  await rig.db.query(
    `update lot l set total = c.n, open = c.n from (select lot_id, count(*) as n from work_item where engagement_id = $1 group by 1) c where c.lot_id = l.id`,
    [id],
  );
  return { id, key, lots: lotIds };
}

export async function addEvidence(rig: ApiRig, id: string, login: string, kind: string): Promise<void> {
  await rig.db.query(
    `insert into evidence (id, site_id, engagement_id, kind, person_id, document_name, document_sha256, recorded_by) values ($1,$2,$3,$4,$5,'-',$6,$7)`,
    [newId(), SITE, id, kind, rig.personId(login), 'a'.repeat(64), rig.personId('coordinator01')],
  );
}

/** A plan that is worked by, with a manual of its own. It is not published here: tests of that gate publish it. */
export async function approvePlan(
  rig: ApiRig,
  id: string,
  version: number,
  review: { firstItems: number; rate: number },
  secondLook?: { rate: number },
): Promise<void> {
  const qa = { review, ...(secondLook && { secondLook }), gold: { enabled: true }, inspection: { aql: 4 }, lots: 1 };
  const author = rig.personId('director01');
  await rig.db.query(
    `insert into manual_version (id, site_id, engagement_id, version, sections, author_id, content_hash) values ($1,$2,$3,$4,'[]',$5,'-')`,
    [newId(), SITE, id, version, author],
  );
  await rig.db.query(
    `insert into plan_version (id, site_id, engagement_id, version, plan, manual_version, author_id, status, content_hash)
     values ($1,$2,$3,$4,$5,$4,$6,'approved','-')`,
    [newId(), SITE, id, version, JSON.stringify({ steps: [], qa }), author],
  );
}

async function addLot(rig: ApiRig, id: string, key: string, lotNo: number, purpose: string): Promise<string> {
  const lotId = newId();
  await rig.db.query(
    `insert into lot (id, site_id, engagement_id, lot_no, key, purpose, stage) values ($1,$2,$3,$4,$5,$6,'production')`,
    [lotId, SITE, id, lotNo, `${key}-L${lotNo}`, purpose],
  );
  return lotId;
}

export interface Held {
  id: string;
  externalId: string;
  fence: number;
}

export async function reserve(
  rig: ApiRig,
  floor: Floor,
  login: string,
  limit: number,
  purpose?: string,
): Promise<Held[]> {
  const reply = await rig.post(`/engagements/${floor.key}/work-items/reserve`, login, {
    limit,
    ...(purpose && { purpose }),
  });
  if (reply.status !== 200) throw new Error(`reserve: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body.items;
}

export function submit(
  rig: ApiRig,
  floor: Floor,
  login: string,
  held: readonly Held[],
  answer = '5',
  activeSeconds = 4,
): Promise<Reply> {
  return rig.post(`/engagements/${floor.key}/work-items/submissions`, login, {
    items: held.map(({ id, fence }) => ({ id, fence, answer, activeSeconds })),
  });
}

export async function itemRow(rig: ApiRig, id: string): Promise<Record<string, unknown>> {
  return (await rig.db.query('select * from work_item where id = $1', [id])).rows[0];
}

/** `from>to` of an item's history, in order. */
export async function history(rig: ApiRig, id: string): Promise<string[]> {
  const { rows } = await rig.db.query(
    'select from_state, to_state from work_item_event where work_item_id = $1 order by id',
    [id],
  );
  return rows.map((row) => `${row.from_state}>${row.to_state}`);
}

export async function lotOpen(rig: ApiRig, lotId: string): Promise<number> {
  return (await rig.db.query('select open from lot where id = $1', [lotId])).rows[0].open;
}

export async function outbox(
  rig: ApiRig,
  floor: Floor,
): Promise<{ aggregate: string; key: string; kind: string; payload: unknown }[]> {
  return (
    await rig.db.query(`select aggregate, key, kind, payload from outbox where aggregate like $1 order by id`, [
      `engagement:${floor.key}:%`,
    ])
  ).rows;
}
