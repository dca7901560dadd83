import { addBusinessDays, dateInTokyo } from '@kado/domain/calendar';
import { ApiRig } from '../test/rig';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const today = dateInTokyo(new Date().toISOString());
const next = addBusinessDays(today, 1);
const endOf = (date: string) => `${date}T23:59:59+09:00`;

/** Four tasks of a manager, one of a director, one of the client. */
async function build(): Promise<string> {
  const id = await rig.insertEngagement({
    key: 'KADO-2026-4001',
    clientCode: 'C-001',
    siteCode: 'SHIOJIRI',
    stage: 'production',
    members: [{ login: 'director01', role: 'director' }],
  });
  const task = async (n: number, kind: string, role: string, dueAt: string, more = '') => {
    await rig.insertTask(id, `KADO-2026-4001-T${n}`, kind, role);
    await rig.db.query(`update human_task set due_at = $2 ${more} where id = $1`, [`KADO-2026-4001-T${n}`, dueAt]);
  };
  await task(1, 'qualify_inquiry', 'manager', '2026-01-05T18:00:00+09:00');
  await task(
    2,
    'approve_margin',
    'manager',
    endOf(today),
    `, claimed_by = '${rig.personId('manager01')}', claimed_at = now()`,
  );
  await task(3, 'draft_requirements', 'manager', endOf(next));
  await task(4, 'qualify_inquiry', 'manager', '2026-01-05T18:00:00+09:00', ', paused_at = now()');
  await task(5, 'decide_lot', 'director', '2026-01-05T18:00:00.000001+09:00');
  await task(6, 'accept_delivery', 'client', endOf(today));
  return id;
}

describe('human tasks', () => {
  beforeAll(async () => {
    await build();
  });
  const ids = async (query: string, as = 'manager01') =>
    (await rig.get(`/human-tasks?${query}`, as)).body.items.map(({ id }: { id: string }) => Number(id.split('-T')[1]));

  it('are found by kind, lateness, engagement and by whose they are', async () => {
    expect(await ids('kind=approve_margin&kind=decide_lot')).toEqual([5, 2]);
    expect(await ids('overdue=true')).toEqual([1, 5]);
    expect(await ids('overdue=false&engagement=KADO-2026-4001&role=manager')).toEqual([4, 2, 3]);
    expect(await ids('mine=true')).toEqual([1, 4, 2, 3]);
    expect(await ids('mine=true', 'manager02')).toEqual([1, 4, 3]);
    expect(await ids('holder=me')).toEqual([2]);
    expect(await ids('holder=nobody&role=manager')).toEqual([1, 4, 3]);
    expect((await rig.get('/human-tasks?kind=none', 'manager01')).status).toBe(400);
  });

  it('page in one order to the microsecond', async () => {
    const seen: number[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await rig.get(`/human-tasks?limit=1${cursor}`, 'manager01');
      seen.push(...body.items.map(({ id }: { id: string }) => Number(id.split('-T')[1])));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual([1, 4, 5, 2, 6, 3]);
  });

  it('are counted by urgency, mine and those of others; what stands still is neither', async () => {
    const { body } = await rig.get('/human-tasks/summary', 'manager01');
    expect(body).toEqual({
      at: expect.any(String),
      today,
      nextBusinessDay: next,
      waitingForMe: { total: 3, overdue: 1, dueToday: 1, dueNextBusinessDay: 1, claimed: 1 },
      waitingForOthers: { total: 2, overdue: 1, dueToday: 1, dueNextBusinessDay: 0, client: 1, kado: 1 },
      paused: 1,
    });
    expect((await rig.get('/human-tasks/summary', 'manager02')).body).toMatchObject({
      waitingForMe: { total: 2, claimed: 0 },
      waitingForOthers: { total: 3 },
    });
  });

  it('show a client nothing but its own, and others nothing at all', async () => {
    expect((await rig.get('/human-tasks/summary', 'client01')).body).toMatchObject({
      waitingForMe: { total: 1, dueToday: 1 },
      waitingForOthers: { total: 0, kado: 0 },
      paused: 0,
    });
    expect((await rig.get('/human-tasks/summary', 'director02')).body.waitingForOthers.total).toBe(0);
    expect((await rig.get('/human-tasks/summary', 'worker01')).status).toBe(403);
  });
});

describe('a page among 20,000 decided tasks and 3,000 engagements', () => {
  const scans = async (index: string): Promise<number> => {
    const sql = 'select idx_scan::int as n from pg_stat_user_indexes where indexrelname = $1';
    return (await rig.db.query(sql, [index])).rows[0].n;
  };
  beforeAll(async () => {
    await rig.db.query(
      `insert into engagement (id, site_id, key, client_id, title, category, stage, stage_since, owner_id, step_version, created_at)
       select gen_random_uuid(), e.site_id, 'KADO-2020-' || lpad(n::text, 4, '0'), e.client_id, 'x', e.category, 'closed', now(), e.owner_id, 1,
              now() - n * interval '1 hour'
         from engagement e, generate_series(1, 3000) n where e.key = 'KADO-2026-4001'`,
    );
    await rig.db.query(
      `insert into human_task (id, site_id, engagement_id, workflow_id, kind, role, waits_for, status, since, due_at)
       select e.key || '-D' || n, e.site_id, e.id, 'x', 'qualify_inquiry', 'manager', 'kado', 'completed', now(), now() - n * interval '1 minute'
         from engagement e, generate_series(1, 20000) n where e.key = 'KADO-2026-4001'`,
    );
    await rig.db.query('analyze engagement; analyze human_task');
  });

  it.each([
    ['human_task_due', '/human-tasks?status=completed&limit=20'],
    ['engagement_newest', '/engagements?limit=20'],
  ])(
    'walks %s',
    async (index, path) => {
      const before = await scans(index);
      expect((await rig.get(path, 'manager01')).body.items).toHaveLength(20);
      // statistics are told about a second after a transaction
      for (const end = Date.now() + 10_000; (await scans(index)) === before; ) {
        if (Date.now() > end) throw new Error(`${index} was not used`);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await rig.get(path, 'manager01');
      }
    },
    30_000,
  );
});
