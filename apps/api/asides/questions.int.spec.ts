import { randomUUID } from 'node:crypto';
import { inspect, toLots, toProduction, toSigning } from '@kado/workflows/test/steps';
import { StoryRig } from '../test/story-rig';

jest.setTimeout(120_000);
const DUE = '2027-02-26T09:00:00.000Z';

describe('what people do to a task beside deciding it', () => {
  let rig: StoryRig;
  beforeAll(async () => {
    rig = await StoryRig.start();
  });
  afterAll(() => rig.stop());

  const move = (taskId: string, as: string, body: object, key?: string) =>
    rig.post(`/human-tasks/${taskId}/reschedule`, as, body, key);
  const ask = (taskId: string, as: string, body: object, key?: string) =>
    rig.post(`/human-tasks/${taskId}/questions`, as, body, key);

  it("moves a due time with its clocks, of an engagement's task and of a lot's", async () => {
    const c = await rig.stories.engagement();
    await toLots(rig.stories, c, 1);
    await inspect(rig.stories, c, 1, 1, 0);
    const { id } = await rig.stories.task(c, 'decide_lot', 1);
    expect(await move(id, 'manager01', { dueAt: DUE, reason: '説明会のあとにするため' })).toMatchObject({
      status: 200,
      body: { id, dueAt: DUE, lot: { lotNo: 1 } },
    });
    const task = (await rig.get(`/human-tasks/${id}`, 'director01')).body;
    expect(task.clocks.find(({ code }: { code: string }) => code === 'due')).toMatchObject({
      at: DUE,
      name: { ja: '期限', en: 'the due time' },
    });
    expect(task.clocks.map(({ code }: { code: string }) => code)).toEqual(['half', 'three_quarters', 'due', 'overdue']);
    expect(await rig.told(c, 'manager01', `&operation=humanTasks.reschedule&entityId=${id}`)).toMatchObject([
      {
        textJa: 'ロット1: 「ロットの品質承認」の期限を変更しました',
        reason: '説明会のあとにするため',
        role: 'manager',
      },
    ]);
  });

  it('refuses dates that no clock can keep, people of other roles, and tasks that are over', async () => {
    const c = await rig.stories.engagement();
    const { id } = await rig.stories.task(c, 'qualify_inquiry');
    const refused = (dueAt: unknown) => move(id, 'manager01', { dueAt, reason: 'x' });
    expect(await refused('2020-01-01T00:00:00Z')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/dueAt', code: 'due_in_the_past' }] },
    });
    expect(await refused('2050-01-01T00:00:00+09:00')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/dueAt', code: 'due_too_late' }] },
    });
    for (const dueAt of ['2027-02-26', 'tomorrow', 1, null, '2027-02-30T00:00:00Z'])
      expect((await refused(dueAt)).status).toBe(422);
    expect((await move(id, 'manager01', { dueAt: DUE })).status).toBe(422);
    expect((await move(id, 'client01', { dueAt: DUE, reason: 'x' })).status).toBe(403);
    expect((await move(id, 'ops01', { dueAt: DUE, reason: 'x' })).status).toBe(403);
    expect((await move('nothing', 'manager01', { dueAt: DUE, reason: 'x' })).status).toBe(404);
    const key = randomUUID();
    const moved = await move(id, 'manager01', { dueAt: DUE, reason: 'x' }, key);
    await rig.complete(id, 'manager01', { outcome: 'qualified' });
    expect((await move(id, 'manager01', { dueAt: DUE, reason: 'x' }, key)).body).toEqual(moved.body);
    expect(await move(id, 'manager01', { dueAt: DUE, reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'decision_already_made' },
    });
    expect(await rig.countAudit(c, 'humanTasks.reschedule')).toBe(1);
  });

  it('asks the client; the clock stands still, the answer is read by both sides', async () => {
    const c = await rig.stories.engagement();
    await toProduction(rig.stories, c);
    const { id } = await rig.stories.task(c, 'prepare_production');
    expect((await ask(id, 'client01', { text: 'x' })).status).toBe(403);
    expect((await ask(id, 'coordinator01', { text: 'x' })).status).toBe(403);
    expect((await ask(id, 'director01', { text: '' })).status).toBe(422);
    expect((await ask(id, 'director01', { text: 'あ'.repeat(4001) })).status).toBe(422);
    const key = randomUUID();
    const text = '罫線にかかった数字はどう扱いますか';
    const asked = await ask(id, 'director01', { text }, key);
    expect(asked).toMatchObject({
      status: 201,
      body: {
        questionNo: 1,
        status: 'open',
        question: text,
        answer: null,
        askedBy: { id: rig.api.personId('director01') },
        task: { id, kind: 'prepare_production' },
        openTask: { kind: 'answer_question' },
      },
    });
    expect((await ask(id, 'director01', { text }, key)).body).toEqual(asked.body);
    expect((await rig.get(`/human-tasks/${id}`, 'director01')).body.pausedAt).not.toBeNull();

    const mine = (await rig.get(`/human-tasks?engagement=${c.key}&mine=true`, 'client01')).body.items;
    expect(mine).toMatchObject([
      { kind: 'answer_question', label: { ja: '質問1', en: 'Question 1' }, byClock: ['expired'] },
    ]);
    const list = async (as: string) => (await rig.get(`/engagements/${c.key}/questions`, as)).body.items;
    expect(await list('client01')).toMatchObject([{ question: text, askedBy: null, status: 'open' }]);
    expect(await rig.complete(mine[0].id, 'client01', { outcome: 'answered' })).toMatchObject({ status: 422 });
    const answered = await rig.complete(mine[0].id, 'client01', { outcome: 'answered', reason: '読める範囲で' });
    expect(answered.status).toBe(200);
    for (const as of ['client01', 'leader01', 'manager01', 'coordinator01', 'ops01'])
      expect(await list(as)).toMatchObject([
        {
          status: 'answered',
          answer: '読める範囲で',
          answeredBy: { id: rig.api.personId('client01') },
          openTask: null,
        },
      ]);
    expect((await rig.get(`/engagements/${c.key}/questions`, 'client02')).status).toBe(404);
    expect((await rig.get(`/engagements/${c.key}/questions`, 'worker01')).status).toBe(403);
    expect((await rig.get(`/human-tasks/${id}`, 'director01')).body.pausedAt).toBeNull();
    expect(await rig.told(c, 'client01', '&operation=questions.ask')).toMatchObject([{ reason: text, actor: null }]);
  });

  it('does not ask about what waits for the client already, nor about the task of a lot', async () => {
    const c = await rig.stories.engagement();
    await toSigning(rig.stories, c);
    const { id } = await rig.stories.task(c, 'sign_requirements');
    expect(await ask(id, 'manager01', { text: 'いつごろ署名できますか' })).toMatchObject({
      status: 409,
      body: {
        code: 'precondition_failed',
        reason: 'task_waits_for_client',
        detail: 'This task waits for the client already.',
      },
    });
    const other = await rig.stories.engagement();
    await toLots(rig.stories, other, 1);
    await inspect(rig.stories, other, 1, 1, 0);
    const lot = await rig.stories.task(other, 'decide_lot', 1);
    expect(await ask(lot.id, 'director01', { text: 'x' })).toMatchObject({
      status: 409,
      body: { reason: 'task_of_a_lot' },
    });
  });
});
