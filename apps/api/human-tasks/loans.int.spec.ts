import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);

const today = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

describe('a task that was lent', () => {
  let api: ApiRig;
  let engagementId: string;
  let tasks = 0;
  const id = (login: string) => api.personId(login);
  const act = (taskId: string, how: string, as: string, body: object = {}, key?: string) =>
    api.post(`/human-tasks/${taskId}/${how}`, as, body, key);
  const newTask = async (excluding: string[] = []): Promise<string> => {
    const taskId = `KADO-2026-0001-T${++tasks}`;
    await api.insertTask(engagementId, taskId, 'write_plan', 'director', excluding);
    return taskId;
  };
  const lent = async (): Promise<string> => {
    const taskId = await newTask();
    await act(taskId, 'claim', 'director01');
    expect((await act(taskId, 'delegate', 'director01', { personId: id('director02') })).status).toBe(200);
    return taskId;
  };
  const row = async (taskId: string) =>
    (await api.db.query('select claimed_by, owner_id, delegations from human_task where id = $1', [taskId])).rows[0];

  beforeAll(async () => {
    api = await ApiRig.start();
    engagementId = await api.insertEngagement({
      key: 'KADO-2026-0001',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      members: ['director01', 'director02', 'director03'].map((login) => ({ login, role: 'director' })),
    });
  });
  afterEach(async () => {
    await api.db.query('update absence set ended_at = now()');
  });
  afterAll(() => api.stop());

  it('goes home when the borrower gives it back, with a word to the owner', async () => {
    const taskId = await lent();
    const reply = await act(taskId, 'release', 'director02');
    expect([reply.status, reply.body.claimedBy.id, reply.body.ownerId]).toEqual([200, id('director01'), null]);
    expect(await row(taskId)).toEqual({ claimed_by: id('director01'), owner_id: null, delegations: 0 });
    const { items } = (await api.get('/notices?unread=true', 'director01')).body;
    expect(items).toContainEqual(expect.objectContaining({ kind: 'task_passed', taskId }));
    // Of what one holds oneself there is nothing to go home to.
    expect((await act(taskId, 'release', 'director01')).body.claimedBy).toBeNull();
  });

  it('goes to everybody where the owner is away', async () => {
    const taskId = await lent();
    await api.post('/absences', 'director01', { firstDay: today(), lastDay: today() });
    expect((await act(taskId, 'release', 'director02')).body.claimedBy).toBeNull();
    expect(await row(taskId)).toEqual({ claimed_by: null, owner_id: null, delegations: 0 });
  });

  it('stays lent when the borrower falls away: the owner still takes it back', async () => {
    const taskId = await lent();
    const reply = await api.post('/absences', 'director02', { firstDay: today(), coverId: id('director03') });
    expect(reply.body.passed).toContainEqual(expect.objectContaining({ taskId, to: id('director03') }));
    expect(await row(taskId)).toEqual({ claimed_by: id('director03'), owner_id: id('director01'), delegations: 1 });
    const back = await act(taskId, 'recall', 'director01');
    expect([back.status, back.body.claimedBy.id, back.body.ownerId]).toEqual([200, id('director01'), null]);
    const { items } = (await api.get('/engagements/KADO-2026-0001/timeline?limit=200', 'manager01')).body;
    const told = items.filter(({ entityId }: { entityId: string }) => entityId === taskId);
    expect(told.map(({ operation }: { operation: string }) => operation)).toEqual([
      'humanTasks.claim',
      'humanTasks.delegate',
      'humanTasks.cover',
      'humanTasks.recall',
    ]);
  });

  it('lies with the cover while its owner is away, and goes home afterwards', async () => {
    const taskId = await newTask();
    await act(taskId, 'claim', 'director01');
    const away = await api.post('/absences', 'director01', { firstDay: today(), coverId: id('director03') });
    expect(await row(taskId)).toEqual({ claimed_by: id('director03'), owner_id: id('director01'), delegations: 0 });
    expect((await act(taskId, 'recall', 'director01')).body.errors[0].code).toBe('person_absent');
    // The cover may ask somebody else, still in the place of the one who is away.
    await act(taskId, 'delegate', 'director03', { personId: id('director02') });
    expect(await row(taskId)).toEqual({ claimed_by: id('director02'), owner_id: id('director01'), delegations: 1 });
    await api.post(`/absences/${away.body.id}/end`, 'director01', {});
    expect((await act(taskId, 'release', 'director02')).body.claimedBy.id).toBe(id('director01'));
    expect(await row(taskId)).toEqual({ claimed_by: id('director01'), owner_id: null, delegations: 0 });
  });

  it('is the borrower’s own once somebody else took the owner’s place', async () => {
    const taskId = await newTask();
    await act(taskId, 'claim', 'director01');
    await api.post('/absences', 'director01', { firstDay: today(), coverId: id('director03') });
    const body = { role: 'director', fromPersonId: id('director01'), toPersonId: id('director02'), reason: '急病' };
    await api.db.query(`update engagement set stage = 'production'`);
    expect((await api.post('/engagements/KADO-2026-0001/reassign', 'director02', body)).status).toBe(200);
    expect(await row(taskId)).toEqual({ claimed_by: id('director03'), owner_id: null, delegations: 0 });
    await api.db.query('update engagement_member set until = null');
  });

  it('is lent to a peer other than oneself; who may decide since the term ran out is none', async () => {
    const taskId = await newTask();
    await act(taskId, 'claim', 'director01');
    const self = await act(taskId, 'delegate', 'director01', { personId: id('director01') });
    expect([self.status, self.body.errors[0]]).toMatchObject([422, { pointer: '/personId', code: 'same_person' }]);
    await api.db.query(`update human_task set escalated_to = '{manager}' where id = $1`, [taskId]);
    const above = await act(taskId, 'delegate', 'director01', { personId: id('manager01') });
    expect([above.status, above.body.errors[0].code]).toEqual([422, 'person_not_entitled']);
    const given = await act(taskId, 'forward', 'director01', { personId: id('manager01'), reason: '期限超過' });
    expect([given.status, given.body.claimedBy.id]).toEqual([200, id('manager01')]);
    // Of the escalated role are all its holders.
    expect((await act(taskId, 'delegate', 'manager01', { personId: id('manager02') })).status).toBe(200);
  });

  it('the role it escalated to claims as well, but for who wrote it', async () => {
    const taskId = await newTask(['manager02']);
    expect((await act(taskId, 'claim', 'manager01')).body.code).toBe('role_not_allowed');
    await api.db.query(`update human_task set escalated_to = '{manager}' where id = $1`, [taskId]);
    const inbox = (await api.get('/human-tasks?mine=true&limit=200', 'manager01')).body.items;
    expect(inbox.map((task: { id: string }) => task.id)).toContain(taskId);
    expect((await act(taskId, 'claim', 'manager02')).body.code).toBe('four_eyes');
    const reply = await act(taskId, 'claim', 'manager01');
    expect([reply.status, reply.body.claimedBy.id, reply.body.mayDecide]).toEqual([200, id('manager01'), true]);
  });

  it('is given away once, however often and by however many it is sent', async () => {
    const taskId = await newTask(['director03']);
    await act(taskId, 'claim', 'director01');
    const author = await act(taskId, 'forward', 'director01', { personId: id('director03'), reason: '交代' });
    expect([author.status, author.body.errors[0].code]).toEqual([422, 'four_eyes']);
    const body = { personId: id('director02'), reason: '交代' };
    const first = await act(taskId, 'forward', 'director01', body, 'given-away-once-01');
    expect(first.status).toBe(200);
    const again = await act(taskId, 'forward', 'director01', body, 'given-away-once-01');
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
    expect((await act(taskId, 'forward', 'director01', body)).body.code).toBe('claimed_by_other');
    const back = { personId: id('director01'), reason: '交代' };
    const two = await Promise.all([1, 2].map(() => act(taskId, 'forward', 'director02', back)));
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { rows } = await api.db.query(
      `select count(*)::int as n from audit_log where operation = 'humanTasks.forward' and entity_id = $1`,
      [taskId],
    );
    expect(rows[0].n).toBe(2);
  });
});
