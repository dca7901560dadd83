import { newId } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);

const inDays = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('what is in the hands of who leaves', () => {
  let api: ApiRig;
  let made = 0;
  const id = (login: string) => api.personId(login);
  const site = seedId('site', 'SHIOJIRI');

  const newPerson = async (role: string): Promise<string> => {
    const login = `goes${++made}`;
    await api.addPerson(login, role, 'SHIOJIRI');
    return login;
  };
  const engagement = async (members: { login: string; role: string }[], stage = 'production') => {
    const key = `KADO-2026-${4000 + ++made}`;
    return { key, id: await api.insertEngagement({ key, clientCode: 'C-001', siteCode: 'SHIOJIRI', stage, members }) };
  };
  const items = async (engagementId: string, state: string, login: string, of: { from: number; count: number }) =>
    api.db.query(
      `insert into work_item (id, site_id, engagement_id, purpose, seq, external_id, state, holder_id, author_id, lease_until, fence)
       select gen_random_uuid(), $1, $2, 'production', n, n::text, $3, case when $3 <> 'returned' then $4::uuid end,
              case when $3 = 'returned' then $4::uuid end, now() + interval '1 hour', 1
         from generate_series($5::int, $5::int + $6::int - 1) n`,
      [site, engagementId, state, id(login), of.from, of.count],
    );
  const offer = async (engagementId: string, login: string): Promise<string> => {
    const offerId = newId();
    await api.db.query(
      `insert into offer (id, site_id, engagement_id, person_id, role, purpose, hours_per_week, hourly_yen, expires_at, offered_by)
       values ($1,$2,$3,$4,'teleworker','team',10,1500, now() + interval '1 day', $5)`,
      [offerId, site, engagementId, id(login), id('coordinator01')],
    );
    return offerId;
  };
  const handover = (login: string, successor?: string) =>
    api.get(`/people/${id(login)}/handover${successor ? `?successorId=${id(successor)}` : ''}`, 'coordinator01');
  const leave = (login: string, successor?: string) =>
    api.post(`/people/${id(login)}/leave`, 'coordinator01', {
      reason: '退任',
      ...(successor && { successorId: id(successor) }),
    });
  const told = async (engagementId: string, operation: string): Promise<unknown[]> =>
    (
      await api.db.query(
        'select before, after, actor_id as actor from audit_log where engagement_id = $1 and operation = $2 order by id',
        [engagementId, operation],
      )
    ).rows;

  beforeAll(async () => {
    api = await ApiRig.start();
  });
  afterAll(() => api.stop());

  it('is named one by one before anything is written, and each engagement has in its own timeline what it lost', async () => {
    const login = await newPerson('teleworker');
    const [a, b] = [await engagement([]), await engagement([])];
    await items(a.id, 'reserved', login, { from: 1, count: 2 });
    await items(a.id, 'returned', login, { from: 3, count: 1 });
    await items(b.id, 'in_review', login, { from: 1, count: 1 });
    const offerId = await offer(b.id, login);
    const { body: absence } = await api.post('/absences', 'worker01', {
      firstDay: inDays(2),
      lastDay: inDays(3),
      coverId: id(login),
    });

    const { body } = await handover(login);
    expect(body).toMatchObject({ items: 3, returned: 1, offers: 1, covers: 1 });
    expect(body.listed).toEqual({
      items: [
        { id: expect.any(String), engagementKey: a.key, seq: 1, state: 'reserved' },
        { id: expect.any(String), engagementKey: a.key, seq: 2, state: 'reserved' },
        { id: expect.any(String), engagementKey: a.key, seq: 3, state: 'returned' },
        { id: expect.any(String), engagementKey: b.key, seq: 1, state: 'in_review' },
      ],
      offers: [{ id: offerId, engagementKey: b.key, role: 'teleworker', purpose: 'team' }],
      covers: [
        {
          id: absence.id,
          person: { id: id('worker01'), name: expect.any(String) },
          firstDay: inDays(2),
          lastDay: inDays(3),
        },
      ],
    });
    expect(await told(a.id, 'items.giveBack')).toEqual([]);

    const left = await leave(login);
    expect([left.status, left.body]).toEqual([200, body]);
    const by = { before: { personId: id(login) }, actor: id('coordinator01') };
    expect(await told(a.id, 'items.giveBack')).toEqual([
      { ...by, after: { given: 3, reserved: 2, inReview: 0, returned: 1 } },
    ]);
    expect(await told(b.id, 'items.giveBack')).toEqual([
      { ...by, after: { given: 1, reserved: 0, inReview: 1, returned: 0 } },
    ]);
    expect(await told(a.id, 'offers.withdraw')).toEqual([]);
    expect(await told(b.id, 'offers.withdraw')).toEqual([{ ...by, after: { withdrawn: 1 } }]);
    const { rows } = await api.db.query(
      `select reason, count(*)::int as n from work_item_event v join work_item w on w.id = v.work_item_id
        where w.engagement_id = $1 group by 1 order by 1`,
      [a.id],
    );
    expect(rows).toEqual([
      { reason: 'author_left', n: 1 },
      { reason: 'left', n: 2 },
    ]);
  });

  it('is named up to a hundred, and counted to the end', async () => {
    const login = await newPerson('teleworker');
    const e = await engagement([]);
    await items(e.id, 'reserved', login, { from: 1, count: 103 });
    const { body } = await handover(login);
    expect([body.items, body.listed.items.length, body.listed.items[99].seq]).toEqual([103, 100, 100]);
  });

  it('passes to no successor who is away, as in reassigning', async () => {
    const [login, successor] = [await newPerson('director'), await newPerson('director')];
    const e = await engagement([{ login, role: 'director' }]);
    const { body } = await api.post('/absences', successor, { firstDay: inDays(0) });
    const reassigned = await api.post(`/engagements/${e.key}/reassign`, login, {
      role: 'director',
      fromPersonId: id(login),
      toPersonId: id(successor),
      reason: '退任',
    });
    const { pointer: _pointer, ...problem } = reassigned.body.errors[0];
    for (const reply of [await handover(login, successor), await leave(login, successor)])
      expect([reply.status, reply.body.errors]).toEqual([422, [{ ...problem, pointer: '/successorId' }]]);
    expect(problem.code).toBe('person_absent');
    await api.post(`/absences/${body.id}/end`, successor, {});
    expect((await leave(login, successor)).status).toBe(200);
  });

  it('is work without a director only where the stage under a hold has to be directed', async () => {
    const login = await newPerson('director');
    const [early, late] = [
      await engagement([{ login, role: 'director' }], 'on_hold'),
      await engagement([{ login, role: 'director' }], 'on_hold'),
    ];
    const held = (of: { id: string }, stage: string) =>
      api.db.query('update engagement set held_stage = $2, held_since = now() where id = $1', [of.id, stage]);
    await held(early, 'inquiry');
    await held(late, 'quality');
    const refused = await leave(login);
    expect([refused.status, refused.body.code, refused.body.engagements]).toEqual([409, 'sole_director', [late.key]]);
    await held(late, 'requirements');
    expect((await handover(login)).body.soleDirectorOf).toEqual([]);
    expect((await leave(login)).status).toBe(200);
  });
});
