import type { Case } from '@kado/workflows/test/rig';
import { ApiRig } from '../test/rig';
import { StoryRig } from '../test/story-rig';

jest.setTimeout(180_000);

const inDays = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe('absences', () => {
  let api: ApiRig;
  let engagementId: string;
  let tasks = 0;
  const id = (login: string) => api.personId(login);
  const declare = (as: string, body: object) => api.post('/absences', as, body);
  const held = async (kind: string, role: string, by: string, excluding: string[] = []): Promise<string> => {
    const taskId = `KADO-2026-0001-T${++tasks}`;
    await api.insertTask(engagementId, taskId, kind, role, excluding);
    expect((await api.post(`/human-tasks/${taskId}/claim`, by, {})).status).toBe(200);
    return taskId;
  };
  const holder = async (taskId: string): Promise<string | null> =>
    (await api.db.query('select claimed_by from human_task where id = $1', [taskId])).rows[0].claimed_by;

  beforeAll(async () => {
    api = await ApiRig.start();
    engagementId = await api.insertEngagement({
      key: 'KADO-2026-0001',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      members: ['director01', 'director02', 'director03'].map((login) => ({ login, role: 'director' })),
    });
  });
  afterAll(() => api.stop());

  it('from today: what is held passes to the cover where that one may decide it, the rest to everybody', async () => {
    const open = await held('write_plan', 'director', 'director01');
    const own = await held('write_plan', 'director', 'director01', ['director02']);
    const reply = await declare('director01', {
      firstDay: inDays(0),
      lastDay: inDays(3),
      coverId: id('director02'),
    });
    expect(reply.status).toBe(201);
    expect(reply.body.passed).toEqual([
      expect.objectContaining({ taskId: open, to: id('director02') }),
      expect.objectContaining({ taskId: own, to: null }),
    ]);
    expect([await holder(open), await holder(own)]).toEqual([id('director02'), null]);
    // The cover has it on loan; what everybody may decide is lent to nobody.
    expect((await api.get(`/human-tasks/${open}`, 'director02')).body.ownerId).toBe(id('director01'));
    expect((await api.get(`/human-tasks/${own}`, 'director03')).body.ownerId).toBeNull();
    const { body } = await api.get('/notices?unread=true', 'director02');
    expect(body.items).toEqual([
      expect.objectContaining({ kind: 'task_passed', taskId: open, engagementKey: 'KADO-2026-0001' }),
    ]);
    // Nobody hands anything to somebody who is away.
    const given = await held('write_plan', 'director', 'director02');
    const back = await api.post(`/human-tasks/${given}/delegate`, 'director02', { personId: id('director01') });
    expect([back.status, back.body.errors[0].code]).toEqual([422, 'person_absent']);
  });

  it('one person is away once at a time, and a cover is there', async () => {
    expect((await declare('director01', { firstDay: inDays(2) })).body.code).toBe('absence_overlaps');
    const covered = await declare('director02', { firstDay: inDays(1), lastDay: inDays(1), coverId: id('director01') });
    expect([covered.status, covered.body.errors[0].code]).toEqual([422, 'person_absent']);
    const self = await declare('director02', { firstDay: inDays(1), coverId: id('director02') });
    expect([self.status, self.body.errors[0].code]).toEqual([422, 'person_not_found']);
    const backwards = await declare('director02', { firstDay: inDays(2), lastDay: inDays(1) });
    expect(backwards.status).toBe(422);
    const two = await Promise.all([1, 2].map(() => declare('director03', { firstDay: inDays(5), lastDay: inDays(6) })));
    expect(two.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('from a later day: nothing passes yet; on the day others may act, and the page says who is away until when', async () => {
    const taskId = await held('write_plan', 'director', 'director02');
    const { body } = await declare('coordinator01', {
      personId: id('director02'),
      firstDay: inDays(1),
      lastDay: inDays(2),
    });
    expect(body.passed).toEqual([]);
    expect((await api.post(`/human-tasks/${taskId}/claim`, 'director03', {})).body.code).toBe('claimed_by_other');
    await api.db.query('update absence set first_day = $2 where id = $1', [body.id, inDays(0)]);
    const seen = await api.get(`/human-tasks/${taskId}`, 'director03');
    expect(seen.body.holderAbsence).toEqual({ until: inDays(2), cover: null });
    const { waiting } = (await api.get('/engagements/KADO-2026-0001/waiting', 'manager01')).body;
    expect(waiting.find((w: { taskId: string }) => w.taskId === taskId).holderAbsence).toEqual({
      until: inDays(2),
      cover: null,
    });
    expect((await api.post(`/human-tasks/${taskId}/claim`, 'director03', {})).status).toBe(200);
    expect(await holder(taskId)).toBe(id('director03'));
  });

  it('with a declared cover only the cover stands in, until the absence is over', async () => {
    const taskId = await held('qualify_inquiry', 'manager', 'manager01');
    const { body } = await declare('manager01', { firstDay: inDays(1), coverId: id('manager02') });
    await api.db.query('update absence set first_day = $2 where id = $1', [body.id, inDays(0)]);
    expect((await api.post(`/human-tasks/${taskId}/claim`, 'manager03', {})).body.code).toBe('claimed_by_other');
    expect((await api.post(`/absences/${body.id}/end`, 'manager01', {})).body.endedAt).not.toBeNull();
    expect((await api.post(`/human-tasks/${taskId}/claim`, 'manager02', {})).body.code).toBe('claimed_by_other');
    expect(await holder(taskId)).toBe(id('manager01'));
  });

  it("is one's own affair and that of the staff of the site", async () => {
    const foreign = await declare('worker01', { personId: id('worker02'), firstDay: inDays(1) });
    expect([foreign.status, foreign.body.errors[0].code]).toEqual([422, 'person_not_found']);
    const own = await declare('worker01', { firstDay: inDays(1), lastDay: inDays(1) });
    expect(own.status).toBe(201);
    expect((await api.get('/absences', 'worker02')).body.items).toEqual([]);
    expect((await api.get('/absences', 'worker01')).body.items).toMatchObject([{ id: own.body.id }]);
    const staff = (await api.get(`/absences?personId=${id('worker01')}`, 'coordinator01')).body.items;
    expect(staff).toMatchObject([{ id: own.body.id, person: { id: id('worker01') } }]);
    expect((await api.post(`/absences/${own.body.id}/end`, 'worker02', {})).status).toBe(404);
    expect((await api.post('/absences/x/end', 'worker01', {})).body.code).toBe('absence_not_found');
  });

  it('reads notices once, and only its own', async () => {
    const [notice] = (await api.get('/notices?unread=true', 'director02')).body.items;
    expect((await api.post(`/notices/${notice.id}/read`, 'director03', {})).body.code).toBe('notice_not_found');
    const read = await api.post(`/notices/${notice.id}/read`, 'director02', {});
    expect([read.status, read.body.readAt === null]).toEqual([200, false]);
    await api.post('/notices/read-all', 'director02', {});
    expect((await api.get('/notices?unread=true', 'director02')).body.items).toEqual([]);
    expect((await api.get('/notices', 'director02')).body.items.length).toBeGreaterThan(0);
  });
});

describe('decisions in the place of somebody who is away', () => {
  let rig: StoryRig;
  beforeAll(async () => {
    rig = await StoryRig.start();
  });
  afterAll(() => rig.stop());

  it.each([
    ['begins later', 1],
    ['begins today', 0],
  ])('stand in the audit as made by the cover on behalf of the holder, where it %s', async (_when, days) => {
    const c = await rig.stories.engagement();
    const { id } = await rig.stories.task(c, 'qualify_inquiry');
    await rig.post(`/human-tasks/${id}/claim`, 'manager02', {});
    const { body } = await rig.post('/absences', 'manager02', {
      firstDay: inDays(days),
      coverId: rig.api.personId('manager01'),
    });
    expect(body.passed).toHaveLength(days === 0 ? 1 : 0);
    await rig.stories.sql(`update absence set first_day = '${inDays(0)}' where id = '${body.id}'`);
    expect((await rig.complete(id, 'manager01', { outcome: 'qualified' })).status).toBe(200);
    await rig.stories.task(c, 'draft_requirements');
    const rows = await rig.stories.sql<{ actor_id: string; on_behalf_of: string }>(
      `select actor_id, on_behalf_of from audit_log where operation = 'humanTasks.complete' and entity_id = '${id}'`,
    );
    expect(rows).toEqual([{ actor_id: rig.api.personId('manager01'), on_behalf_of: rig.api.personId('manager02') }]);
    await rig.post(`/absences/${body.id}/end`, 'manager02', {});
  });

  it('many at once are each decided by itself, and the same request again decides nothing twice', async () => {
    const [a, b, c] = [await rig.stories.engagement(), await rig.stories.engagement(), await rig.stories.engagement()];
    const ask = async (of: Case) => (await rig.stories.task(of, 'qualify_inquiry')).id;
    const ids = [await ask(a), await ask(b), await ask(c)];
    const items = [
      { taskId: ids[0], outcome: 'qualified' },
      { taskId: ids[1], outcome: 'no_such_outcome' },
      { taskId: 'KADO-1999-0001-T1', outcome: 'qualified' },
      { taskId: ids[2], outcome: 'qualified' },
    ];
    const key = 'many-at-once-0001';
    const send = () => rig.post('/human-tasks/complete-many', 'manager01', { items }, key);
    const first = await send();
    expect(first.status).toBe(200);
    expect(
      first.body.results.map(({ taskId, status }: { taskId: string; status: number }) => [taskId, status]),
    ).toEqual([
      [ids[0], 200],
      [ids[1], 422],
      ['KADO-1999-0001-T1', 404],
      [ids[2], 200],
    ]);
    expect((await send()).body.results[0]).toEqual(first.body.results[0]);
    for (const decided of [a, c]) {
      await rig.stories.task(decided, 'draft_requirements');
      expect(await rig.countAudit(decided, 'humanTasks.complete')).toBe(1);
    }
    expect(await ask(b)).toBe(ids[1]);
    const twice = await rig.post('/human-tasks/complete-many', 'manager01', { items: [items[0], items[0]] });
    expect(twice.status).toBe(422);
  });
});
