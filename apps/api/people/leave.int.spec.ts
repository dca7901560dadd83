import { newId } from '@kado/persistence/database';
import { seedId } from '@kado/persistence/seeds/ids';
import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);

describe('people who hand over', () => {
  let api: ApiRig;
  let tasks = 0;
  let years = 2030;
  const id = (login: string) => api.personId(login);

  /** A running engagement with two people who lead it; its key and id. */
  const engagement = async (members: { login: string; role: string }[]) => {
    const key = `KADO-${++years}-0001`;
    const engagementId = await api.insertEngagement({
      key,
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      stage: 'production',
      members,
    });
    return { key, id: engagementId };
  };
  const held = async (of: { key: string; id: string }, kind: string, by: string, excluding: string[] = []) => {
    const taskId = `${of.key}-T${++tasks}`;
    await api.insertTask(of.id, taskId, kind, 'director', excluding);
    expect((await api.post(`/human-tasks/${taskId}/claim`, by, {})).status).toBe(200);
    return taskId;
  };
  const item = async (of: { id: string }, seq: number, state: string, holder: string | null, author: string | null) => {
    const itemId = newId();
    await api.db.query(
      `insert into work_item (id, site_id, engagement_id, purpose, seq, external_id, state, holder_id, author_id, lease_until, fence)
       values ($1,$2,$3,'production',$4,$4::int::text,$5,$6,$7,now() + interval '1 hour',1)`,
      [itemId, seedId('site', 'SHIOJIRI'), of.id, seq, state, holder && id(holder), author && id(author)],
    );
    return itemId;
  };
  const leads = async (engagementId: string): Promise<string[]> =>
    (
      await api.db.query(
        'select person_id from engagement_member where engagement_id = $1 and until is null order by id',
        [engagementId],
      )
    ).rows.map(({ person_id }) => person_id);

  beforeAll(async () => {
    api = await ApiRig.start();
  });
  afterAll(() => api.stop());

  it('in one engagement: a lead takes the place of another with what is in hand, but for what they wrote', async () => {
    const e = await engagement([
      { login: 'director01', role: 'director' },
      { login: 'leader01', role: 'leader' },
    ]);
    const open = await held(e, 'write_plan', 'director01');
    const own = await held(e, 'write_plan', 'director01', ['director02']);
    const body = { role: 'director', fromPersonId: id('director01'), toPersonId: id('director02'), reason: '急病' };
    const reassign = (as: string, more: object = {}) =>
      api.post(`/engagements/${e.key}/reassign`, as, { ...body, ...more });
    expect((await reassign('worker01')).status).toBe(403);
    expect((await reassign('leader02')).status).toBe(404);
    const unfit = await reassign('leader01', { toPersonId: id('worker01') });
    expect([unfit.status, unfit.body.errors[0]]).toMatchObject([422, { pointer: '/toPersonId', code: 'not_eligible' }]);
    const stranger = await reassign('leader01', { fromPersonId: id('director03') });
    expect(stranger.body.errors[0]).toMatchObject({ pointer: '/fromPersonId', code: 'not_member' });
    expect(await leads(e.id)).toEqual([id('director01'), id('leader01')]);
    const same = await reassign('leader01', { toPersonId: id('director01') });
    expect([same.status, same.body.errors[0].code]).toEqual([422, 'same_person']);
    const reply = await reassign('leader01');
    expect(reply.status).toBe(200);
    expect(reply.body.passed.map((t: { taskId: string; to: string | null }) => [t.taskId, t.to])).toEqual([
      [open, id('director02')],
      [own, null],
    ]);
    expect((await leads(e.id)).sort()).toEqual([id('leader01'), id('director02')].sort());
    expect((await api.get(`/engagements/${e.key}`, 'director01')).status).toBe(404);
    expect((await api.post(`/human-tasks/${own}/claim`, 'director02', {})).body.code).toBe('four_eyes');
    const told = (await api.get(`/engagements/${e.key}/timeline?operation=members.reassign`, 'manager01')).body.items;
    expect(told).toMatchObject([{ reason: '急病' }]);
    // A colleague who is in the team already takes it over as well.
    await api.addMember(e.id, seedId('site', 'SHIOJIRI'), 'director03', 'director');
    expect((await reassign('leader01', { fromPersonId: id('director02'), toPersonId: id('director03') })).status).toBe(
      200,
    );
    expect((await leads(e.id)).sort()).toEqual([id('leader01'), id('director03')].sort());
  });

  it('leaving: first what would pass to whom, then all of it in one stroke', async () => {
    await api.addPerson('leaver', 'director', 'SHIOJIRI');
    const e = await engagement([{ login: 'leaver', role: 'director' }]);
    const task = await held(e, 'write_plan', 'leaver');
    const reserved = await item(e, 1, 'reserved', 'leaver', 'leaver');
    const returned = await item(e, 2, 'returned', null, 'leaver');
    const done = await item(e, 3, 'accepted', null, 'leaver');
    const path = `/people/${id('leaver')}`;
    const leave = (body: object, as = 'coordinator01', key?: string) => api.post(`${path}/leave`, as, body, key);

    // Nobody would direct the work: refused, and nothing of it is written.
    const alone = await leave({ reason: '転居' });
    expect([alone.status, alone.body.code, alone.body.engagements]).toEqual([409, 'sole_director', [e.key]]);
    expect(await leads(e.id)).toEqual([id('leaver')]);
    const unfit = await leave({ reason: '転居', successorId: id('leaver') });
    expect([unfit.status, unfit.body.errors[0].code]).toEqual([422, 'person_not_found']);
    expect((await leave({ reason: '転居' }, 'director02')).status).toBe(403);

    const preview = await api.get(`${path}/handover?successorId=${id('director02')}`, 'coordinator01');
    expect(preview.body).toMatchObject({
      memberships: [{ engagementKey: e.key, role: 'director', to: id('director02') }],
      tasks: [{ taskId: task, to: id('director02') }],
      items: 1,
      soleDirectorOf: [],
    });
    expect(await leads(e.id)).toEqual([id('leaver')]);

    const body = { reason: '転居', successorId: id('director02') };
    const reply = await leave(body, 'coordinator01', 'leaving-once-0001');
    expect([reply.status, reply.body.tasks]).toEqual([200, preview.body.tasks]);
    expect((await leave(body, 'coordinator01', 'leaving-once-0001')).body).toEqual(reply.body);
    expect((await leave(body)).body.code).toBe('already_left');
    expect(await leads(e.id)).toEqual([id('director02')]);
    const rows = await api.db.query(
      'select id, state, holder_id, author_id from work_item where engagement_id = $1 order by seq',
      [e.id],
    );
    expect(rows.rows).toMatchObject([
      { id: reserved, state: 'ready', holder_id: null, author_id: null },
      { id: returned, state: 'ready', holder_id: null, author_id: null },
      { id: done, state: 'accepted', author_id: id('leaver') },
    ]);
    const given = await api.post(`/human-tasks/${task}/delegate`, 'director02', { personId: id('leaver') });
    expect([given.status, given.body.errors[0].code]).toEqual([422, 'person_not_entitled']);
    const added = await api.post(`/engagements/${e.key}/members`, 'manager01', {
      personId: id('leaver'),
      role: 'director',
    });
    expect([added.status, added.body.errors[0].code]).toEqual([422, 'not_eligible']);
    // The token of a minute ago opens nothing any more.
    expect((await api.get('/me', 'leaver')).status).toBe(401);
    expect((await api.get(`/human-tasks/${task}`, 'director02')).status).toBe(200);
  });

  it('of two directors who leave at once one stays until somebody takes over', async () => {
    await api.addPerson('twin1', 'director', 'SHIOJIRI');
    await api.addPerson('twin2', 'director', 'SHIOJIRI');
    const e = await engagement(['twin1', 'twin2'].map((login) => ({ login, role: 'director' })));
    const replies = await Promise.all(
      ['twin1', 'twin2'].map((login) => api.post(`/people/${id(login)}/leave`, 'coordinator01', { reason: '退任' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await leads(e.id)).toHaveLength(1);
  });

  it('asks the successor who is given the tasks that they may hold', async () => {
    await api.addPerson('leaver2', 'director', 'SHIOJIRI');
    const e = await engagement([
      { login: 'leaver2', role: 'director' },
      { login: 'director03', role: 'director' },
    ]);
    const task = await held(e, 'write_plan', 'leaver2');
    const own = await held(e, 'write_plan', 'leaver2', ['director02']);
    const { body } = await api.post(`/people/${id('leaver2')}/leave`, 'manager01', {
      reason: '契約満了',
      successorId: id('director02'),
    });
    expect(body.tasks.map((t: { taskId: string; to: string | null }) => [t.taskId, t.to])).toEqual([
      [task, id('director02')],
      [own, null],
    ]);
  });

  it('lies within the site; people of clients are not let go here', async () => {
    await api.addPerson('elsewhere', 'leader', 'TATESHINA');
    for (const login of ['elsewhere', 'client01'])
      expect((await api.post(`/people/${id(login)}/leave`, 'coordinator01', { reason: '退任' })).body.code).toBe(
        'person_not_found',
      );
    const tomorrow = new Date(Date.now() + 33 * 3_600_000).toISOString().slice(0, 10);
    const early = await api.post(`/people/${id('worker09')}/leave`, 'coordinator01', {
      reason: '退任',
      lastDay: tomorrow,
    });
    expect([early.status, early.body.errors[0].code]).toEqual([422, 'in_the_future']);
    expect((await api.get('/people/x/handover', 'coordinator01')).body.code).toBe('person_not_found');
  });
});
