import { dateInTokyo } from '@kado/domain/calendar';
import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);

describe('handing a human task over', () => {
  let api: ApiRig;
  let tasks = 0;
  let engagementId: string;

  const newTask = async (kind: string, role: string, excluding: string[] = []): Promise<string> => {
    const id = `KADO-2026-0001-T${++tasks}`;
    await api.insertTask(engagementId, id, kind, role, excluding);
    return id;
  };
  const delegate = (id: string, as: string, to: string, reason?: string) =>
    api.post(`/human-tasks/${id}/delegate`, as, { personId: api.personId(to), ...(reason && { reason }) });
  const takeOver = (id: string, as: string, reason = '担当者が病気のため') =>
    api.post(`/human-tasks/${id}/take-over`, as, { reason });

  beforeAll(async () => {
    api = await ApiRig.start();
    engagementId = await api.insertEngagement({
      key: 'KADO-2026-0001',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      members: [
        { login: 'director01', role: 'director' },
        { login: 'director02', role: 'director' },
      ],
    });
  });
  afterAll(() => api.stop());

  it('passes it on to somebody who may decide it; who has it and since when is seen by all', async () => {
    const id = await newTask('write_plan', 'director');
    await api.post(`/human-tasks/${id}/claim`, 'director01', {});
    const reply = await delegate(id, 'director01', 'director02', '明日から休むため');
    expect(reply.status).toBe(200);
    expect(reply.body.claimedBy.id).toBe(api.personId('director02'));
    expect(Date.parse(reply.body.claimedAt)).toBeGreaterThan(Date.now() - 60_000);
    const { waiting } = (await api.get('/engagements/KADO-2026-0001/waiting', 'manager01')).body;
    const entry = waiting.find((w: { taskId: string }) => w.taskId === id);
    expect([entry.who.id, entry.claimedAt]).toEqual([api.personId('director02'), reply.body.claimedAt]);
    const seen = (await api.get('/engagements/KADO-2026-0001/waiting', 'client01')).body.waiting;
    expect(seen.find((w: { taskId: string }) => w.taskId === id)).toMatchObject({ who: null, claimedAt: null });
    expect((await delegate(id, 'director01', 'director02')).status).toBe(409);
    const { items } = (await api.get('/engagements/KADO-2026-0001/timeline', 'manager01')).body;
    expect(items.at(-1)).toMatchObject({ operation: 'humanTasks.delegate', reason: '明日から休むため' });
  });

  it('goes to nobody who may not decide it', async () => {
    const id = await newTask('write_plan', 'director', ['director02']);
    const foreign = await delegate(id, 'director01', 'director03');
    expect([foreign.status, foreign.body.errors[0]]).toMatchObject([
      422,
      { pointer: '/personId', code: 'person_not_entitled' },
    ]);
    const author = await delegate(id, 'director01', 'director02');
    expect([author.status, author.body.errors[0].code]).toEqual([422, 'four_eyes']);
    expect((await delegate(id, 'coordinator01', 'director01')).status).toBe(403);
  });

  it('is taken over from who cannot go on, with a written reason', async () => {
    const id = await newTask('write_plan', 'director');
    expect((await takeOver(id, 'director02')).body.code).toBe('not_claimed');
    await api.post(`/human-tasks/${id}/claim`, 'director01', {});
    expect((await takeOver(id, 'director02', '')).status).toBe(422);
    expect((await takeOver(id, 'manager01')).status).toBe(403);
    const reply = await takeOver(id, 'director02');
    expect([reply.status, reply.body.claimedBy?.id]).toEqual([200, api.personId('director02')]);
    expect((await api.post(`/human-tasks/${id}/claim`, 'director01', {})).body.code).toBe('claimed_by_other');
    const audit = await api.db.query(
      `select before, after->>'claimedBy' as now from audit_log where operation = 'humanTasks.takeOver' and entity_id = $1`,
      [id],
    );
    expect(audit.rows).toEqual([
      { before: { claimedBy: api.personId('director01') }, now: api.personId('director02') },
    ]);
  });

  it('is never taken over by who wrote what is decided on', async () => {
    const id = await newTask('approve_plan', 'manager', ['manager02']);
    await api.post(`/human-tasks/${id}/claim`, 'manager01', {});
    const reply = await takeOver(id, 'manager02');
    expect([reply.status, reply.body.code]).toEqual([403, 'four_eyes']);
  });

  it('is lent twice at most; back with its owner it may be lent again', async () => {
    const id = await newTask('qualify_inquiry', 'manager');
    await api.post(`/human-tasks/${id}/claim`, 'manager01', {});
    const first = await delegate(id, 'manager01', 'manager02');
    expect([first.status, first.body.ownerId]).toEqual([200, api.personId('manager01')]);
    expect((await delegate(id, 'manager02', 'manager03')).status).toBe(200);
    expect((await delegate(id, 'manager03', 'manager02')).body).toMatchObject({
      status: 409,
      code: 'delegated_too_often',
      delegations: 2,
    });
    const home = await delegate(id, 'manager03', 'manager01');
    expect([home.status, home.body.claimedBy.id, home.body.ownerId]).toEqual([200, api.personId('manager01'), null]);
    expect((await delegate(id, 'manager01', 'manager02')).status).toBe(200);
  });

  it('is taken back by its owner alone', async () => {
    const id = await newTask('qualify_inquiry', 'manager');
    await api.post(`/human-tasks/${id}/claim`, 'manager01', {});
    expect((await api.post(`/human-tasks/${id}/recall`, 'manager01', {})).body.code).toBe('not_delegated');
    await delegate(id, 'manager01', 'manager02');
    expect((await api.post(`/human-tasks/${id}/recall`, 'manager03', {})).body.code).toBe('not_delegated');
    const [a, b] = await Promise.all([1, 2].map(() => api.post(`/human-tasks/${id}/recall`, 'manager01', {})));
    expect([a?.status, b?.status].sort()).toEqual([200, 409]);
  });

  it('is given away for good, to somebody or to everybody, with a reason', async () => {
    const id = await newTask('qualify_inquiry', 'manager');
    await api.post(`/human-tasks/${id}/claim`, 'manager01', {});
    const forward = (as: string, body: object) => api.post(`/human-tasks/${id}/forward`, as, body);
    expect((await forward('manager01', { personId: api.personId('manager02') })).status).toBe(422);
    const given = await forward('manager01', { personId: api.personId('manager02'), reason: '担当替え' });
    expect([given.status, given.body.claimedBy.id, given.body.ownerId]).toEqual([200, api.personId('manager02'), null]);
    expect((await api.post(`/human-tasks/${id}/recall`, 'manager01', {})).status).toBe(409);
    const freed = await forward('manager02', { reason: '手が空いている人に' });
    expect([freed.status, freed.body.claimedBy]).toEqual([200, null]);
    expect((await api.post(`/human-tasks/${id}/claim`, 'manager03', {})).status).toBe(200);
    const { items } = (await api.get('/engagements/KADO-2026-0001/timeline?operation=humanTasks.forward', 'manager01'))
      .body;
    expect(items.map(({ reason }: { reason: string }) => reason)).toEqual(['担当替え', '手が空いている人に']);
  });

  it('tells those it can go to: peers and whoever may decide too by now, without the author, and who is away', async () => {
    const id = await newTask('approve_plan', 'director', ['director01']);
    await api.db.query(`update human_task set escalated_to = '{manager}' where id = $1`, [id]);
    await api.post('/absences', 'manager02', { firstDay: dateInTokyo(new Date().toISOString()) });
    const { status, body } = await api.get(`/human-tasks/${id}/deciders`, 'director02');
    expect(status).toBe(200);
    const found = new Map(body.items.map((person: { id: string }) => [person.id, person]));
    expect(found.get(api.personId('director02'))).toMatchObject({ roles: ['director'], isPeer: true, isAbsent: false });
    expect(found.get(api.personId('manager02'))).toMatchObject({ roles: ['manager'], isPeer: false, isAbsent: true });
    expect(found.has(api.personId('director01'))).toBe(false);
    expect(found.has(api.personId('director03'))).toBe(false);
    expect((await api.get(`/human-tasks/${id}/deciders`, 'director03')).status).toBe(404);
  });
});
