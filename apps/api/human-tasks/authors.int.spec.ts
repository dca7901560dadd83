import { insertWritten, type WrittenKind } from '@kado/testing/written';
import { ApiRig, type Reply } from '../test/rig';

jest.setTimeout(120_000);

const inDays = (days: number): string =>
  new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

describe.each([
  ['approve_margin', 'manager'],
  ['approve_plan', 'manager'],
  ['approve_plan_change', 'manager'],
  ['decide_lot', 'director'],
] as const)('%s passes to nobody who wrote what it is about', (kind: WrittenKind, role) => {
  let api: ApiRig;
  let engagementId: string;
  let about: Awaited<ReturnType<typeof insertWritten>>;
  let tasks = 0;
  const KEY = 'KADO-2026-0001';
  const [holder, author, other] = [`${role}01`, `${role}02`, `${role}03`] as const;
  const id = (login: string) => api.personId(login);
  const act = (taskId: string, how: string, as: string, body: object = {}): Promise<Reply> =>
    api.post(`/human-tasks/${taskId}/${how}`, as, body);
  /** Nothing on the task's row excludes the author. */
  const held = async (by: string): Promise<string> => {
    const taskId = `${KEY}-T${++tasks}`;
    await api.insertTask(engagementId, taskId, kind, role);
    await api.db.query('update human_task set lot_id = $2, subject = $3, claimed_by = $4 where id = $1', [
      taskId,
      about.lotId,
      about.subject,
      id(by),
    ]);
    return taskId;
  };
  const holderOf = async (taskId: string): Promise<string | null> =>
    (await api.db.query('select claimed_by from human_task where id = $1', [taskId])).rows[0].claimed_by;
  const refused = ({ status, body }: Reply) => [status, body.errors?.[0].code ?? body.code];

  beforeAll(async () => {
    api = await ApiRig.start();
    engagementId = await api.insertEngagement({
      key: KEY,
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      stage: 'production',
      members: ['director01', 'director02', 'director03'].map((login) => ({ login, role: 'director' })),
    });
    about = await insertWritten((text, params) => api.db.query(text, params), kind, engagementId, id(author));
  });
  afterEach(async () => {
    await api.db.query('update absence set ended_at = now()');
  });
  afterAll(() => api.stop());

  it('by no hand: lent, given away, taken over, claimed', async () => {
    const taskId = await held(holder);
    const to = { personId: id(author), reason: '交代' };
    expect(refused(await act(taskId, 'delegate', holder, to))).toEqual([422, 'four_eyes']);
    expect(refused(await act(taskId, 'forward', holder, to))).toEqual([422, 'four_eyes']);
    expect(refused(await act(taskId, 'take-over', author, { reason: '交代' }))).toEqual([403, 'four_eyes']);
    await act(taskId, 'release', holder);
    expect(refused(await act(taskId, 'claim', author))).toEqual([403, 'four_eyes']);
    const inbox = (await api.get('/human-tasks?mine=true&limit=200', author)).body.items;
    expect(inbox.map((task: { id: string }) => task.id)).not.toContain(taskId);
    expect((await api.get(`/human-tasks/${taskId}`, author)).body.mayDecide).toBe(false);
    expect((await act(taskId, 'claim', other)).body.mayDecide).toBe(true);
  });

  it('as no cover: of an absence from today, nor of one whose day has come', async () => {
    const taskId = await held(holder);
    const ahead = await api.post('/absences', holder, { firstDay: inDays(1), coverId: id(author) });
    await api.db.query('update absence set first_day = $2 where id = $1', [ahead.body.id, inDays(0)]);
    const seen = await api.get(`/human-tasks/${taskId}`, other);
    expect(seen.body.holderAbsence).toEqual({ until: null, cover: null });
    expect(refused(await act(taskId, 'claim', author))).toEqual([403, 'four_eyes']);
    await api.post(`/absences/${ahead.body.id}/end`, holder, {});

    const today = await api.post('/absences', holder, { firstDay: inDays(0), coverId: id(author) });
    expect(today.body.passed).toContainEqual(expect.objectContaining({ taskId, to: null }));
    expect(await holderOf(taskId)).toBeNull();
  });

  it('as no successor of who leaves', async () => {
    await api.addPerson('leaver', role, 'SHIOJIRI');
    const taskId = await held('leaver');
    const path = `/people/${id('leaver')}`;
    const preview = await api.get(`${path}/handover?successorId=${id(author)}`, 'coordinator01');
    expect(preview.body.tasks).toMatchObject([{ taskId, to: null }]);
    const left = await api.post(`${path}/leave`, 'coordinator01', { reason: '退任', successorId: id(author) });
    expect([left.status, left.body.tasks]).toEqual([200, preview.body.tasks]);
    expect(await holderOf(taskId)).toBeNull();
  });

  it('and who holds it all the same gives it up, which is all they can do with it', async () => {
    const taskId = await held(author);
    const to = { personId: id(other), reason: '交代' };
    expect(refused(await act(taskId, 'delegate', author, to))).toEqual([403, 'four_eyes']);
    expect((await act(taskId, 'forward', author, to)).body.claimedBy.id).toBe(id(other));
    await api.db.query('update human_task set owner_id = $2, delegations = 1 where id = $1', [taskId, id(author)]);
    expect(refused(await act(taskId, 'recall', author))).toEqual([403, 'four_eyes']);
    // What was lent does not go home to them either.
    expect((await act(taskId, 'release', other)).body.claimedBy).toBeNull();
    const again = await held(author);
    expect((await act(again, 'release', author)).body.claimedBy).toBeNull();
  });

  if (role === 'director')
    it('as nobody who takes the place of another lead', async () => {
      const taskId = await held(holder);
      const body = { role, fromPersonId: id(holder), toPersonId: id(author), reason: '急病' };
      const reply = await api.post(`/engagements/${KEY}/reassign`, holder, body);
      expect(reply.body.passed).toContainEqual(expect.objectContaining({ taskId, to: null }));
      expect(await holderOf(taskId)).toBeNull();
    });
});
