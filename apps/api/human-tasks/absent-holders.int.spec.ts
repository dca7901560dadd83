import { ApiRig } from '../test/rig';

jest.setTimeout(120_000);

const inDays = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('a task whose holder is away', () => {
  let api: ApiRig;
  let engagementId: string;
  let tasks = 0;
  const id = (login: string) => api.personId(login);
  const claim = (taskId: string, as: string) => api.post(`/human-tasks/${taskId}/claim`, as, {});
  const held = async (by: string, excluding: string[] = []): Promise<string> => {
    const taskId = `KADO-2026-0001-T${++tasks}`;
    await api.insertTask(engagementId, taskId, 'write_plan', 'director', excluding);
    expect((await claim(taskId, by)).status).toBe(200);
    return taskId;
  };
  /** Declared ahead, so that nothing passes on at once; then the day has come. */
  const away = async (login: string, cover?: string, firstDay = inDays(0)): Promise<void> => {
    const { status, body } = await api.post('/absences', login, {
      firstDay: inDays(1),
      lastDay: inDays(3),
      ...(cover && { coverId: id(cover) }),
    });
    expect([status, body.passed]).toEqual([201, []]);
    await api.db.query('update absence set first_day = $2 where id = $1', [body.id, firstDay]);
  };
  const mine = async (as: string): Promise<string[]> =>
    (await api.get('/human-tasks?mine=true&limit=200', as)).body.items.map((task: { id: string }) => task.id);

  beforeAll(async () => {
    api = await ApiRig.start();
    engagementId = await api.insertEngagement({
      key: 'KADO-2026-0001',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      members: ['director01', 'director02', 'director03', 'director04'].map((login) => ({ login, role: 'director' })),
    });
  });
  afterEach(async () => {
    await api.db.query('update absence set ended_at = now()');
  });
  afterAll(() => api.stop());

  it('is in the inbox of the entitled cover and of nobody else', async () => {
    const taskId = await held('director01');
    expect(await mine('director02')).not.toContain(taskId);
    await away('director01', 'director02');
    expect((await api.get(`/human-tasks/${taskId}`, 'director03')).body.holderAbsence.cover.id).toBe(id('director02'));
    expect([
      (await mine('director02')).includes(taskId),
      (await mine('director03')).includes(taskId),
      (await mine('director01')).includes(taskId),
    ]).toEqual([true, false, true]);
    expect((await claim(taskId, 'director03')).body.code).toBe('claimed_by_other');
    expect((await claim(taskId, 'director02')).status).toBe(200);
  });

  it('is in everybody’s whose role it is where the cover wrote what it is about', async () => {
    const taskId = await held('director01', ['director02']);
    await away('director01', 'director02');
    const seen = (await api.get(`/human-tasks/${taskId}`, 'director03')).body;
    expect(seen.holderAbsence).toEqual({ until: inDays(3), cover: null });
    const { waiting } = (await api.get('/engagements/KADO-2026-0001/waiting', 'manager01')).body;
    const entry = waiting.find((one: { taskId: string }) => one.taskId === taskId);
    expect([entry.who.id, entry.holderAbsence]).toEqual([id('director01'), { until: inDays(3), cover: null }]);
    expect([(await mine('director03')).includes(taskId), (await mine('director02')).includes(taskId)]).toEqual([
      true,
      false,
    ]);
    // Four eyes hold for whoever stands in as well.
    expect((await claim(taskId, 'director02')).body.code).toBe('four_eyes');
    const two = await Promise.all(['director03', 'director04'].map((login) => claim(taskId, login)));
    expect(two.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is in everybody’s where the cover is away too', async () => {
    const taskId = await held('director01');
    await away('director01', 'director02');
    await away('director02');
    expect((await mine('director03')).includes(taskId)).toBe(true);
    expect((await claim(taskId, 'director03')).status).toBe(200);
  });

  it('stays the holder’s until the day has come, and once it is over', async () => {
    const taskId = await held('director01');
    await away('director01', undefined, inDays(1));
    expect((await mine('director03')).includes(taskId)).toBe(false);
    expect((await claim(taskId, 'director03')).body.code).toBe('claimed_by_other');
    expect((await api.get(`/human-tasks/${taskId}`, 'director03')).body.holderAbsence).toBeNull();
    await api.db.query('update absence set first_day = $1, last_day = $2 where ended_at is null', [
      inDays(-3),
      inDays(-1),
    ]);
    expect((await claim(taskId, 'director03')).body.code).toBe('claimed_by_other');
  });

  it('goes to nobody who is away, by no way', async () => {
    const taskId = await held('director01');
    const lent = await held('director02');
    await api.post(`/human-tasks/${lent}/delegate`, 'director02', { personId: id('director01') });
    await away('director02');
    const give = (how: string, as: string, body: object, of = taskId) =>
      api.post(`/human-tasks/${of}/${how}`, as, body);
    const personId = id('director02');
    for (const reply of [
      await give('delegate', 'director01', { personId }),
      await give('forward', 'director01', { personId, reason: '交代' }),
      await give('take-over', 'director02', { reason: '交代' }),
      await give('recall', 'director02', {}, lent),
    ])
      expect([reply.status, reply.body.errors?.[0].code]).toEqual([422, 'person_absent']);
    await give('release', 'director01', {});
    const own = await claim(taskId, 'director02');
    expect([own.status, own.body.errors?.[0].code]).toEqual([422, 'person_absent']);
  });
});
