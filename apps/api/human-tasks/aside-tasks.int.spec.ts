import type { KadoActivities } from '@kado/contracts/activities';
import { inspect, toLots, toRequirements, toSigning } from '@kado/workflows/test/steps';
import { ApplicationFailure } from '@temporalio/common';
import { StoryRig } from '../test/story-rig';

jest.setTimeout(120_000);

/** What forming lots and drawing samples does while it is broken; ops is asked after the tries of the activity itself. */
let isBroken = false;
const breakable = (activities: KadoActivities): KadoActivities => ({
  ...activities,
  formLots: (input) => {
    if (isBroken) throw ApplicationFailure.nonRetryable('the disk is full', 'fault');
    return activities.formLots(input);
  },
});

describe('human tasks beside the straight way', () => {
  let rig: StoryRig;
  beforeAll(async () => {
    rig = await StoryRig.start({ change: breakable });
  });
  afterAll(() => rig.stop());
  const claim = (id: string, as: string) => rig.post(`/human-tasks/${id}/claim`, as);
  const task = async (id: string, as = 'manager01') => (await rig.get(`/human-tasks/${id}`, as)).body;

  it('stand still on hold: nobody claims or decides, and everybody reads since when and by whom', async () => {
    const c = await rig.stories.engagement();
    const { id } = await rig.stories.task(c, 'qualify_inquiry');
    await claim(id, 'manager02');
    const held = await rig.order(c, 'hold', 'client01', { reason: '社内調整' });
    expect(await rig.complete(id, 'manager02', { outcome: 'qualified' })).toMatchObject({
      status: 409,
      body: {
        code: 'on_hold',
        heldStage: 'inquiry',
        since: held.body.heldSince,
        by: { role: 'client', person: { id: rig.api.personId('client01') } },
      },
    });
    expect(await task(id)).toMatchObject({ status: 'open', mayDecide: false, pausedAt: held.body.heldSince });
    expect((await task(id)).clocks.length).toBeGreaterThan(0);
    // Who cannot go on gives it back all the same.
    expect((await rig.post(`/human-tasks/${id}/release`, 'manager02')).status).toBe(200);
    expect(await claim(id, 'manager01')).toMatchObject({ status: 409, body: { code: 'on_hold' } });
    await rig.order(c, 'resume', 'client01');
    expect(await task(id)).toMatchObject({ mayDecide: true, pausedAt: null });
    expect((await rig.complete(id, 'manager01', { outcome: 'qualified' })).status).toBe(200);
  });

  it('are taken back when the engagement goes another way', async () => {
    const c = await rig.stories.engagement();
    await toRequirements(rig.stories, c);
    const { id } = await rig.stories.task(c, 'draft_requirements');
    await rig.order(c, 'lose', 'manager01', { reason: '他社に決まった' });
    for (const reply of [await claim(id, 'manager01'), await rig.complete(id, 'manager01', { outcome: 'submitted' })])
      expect(reply).toMatchObject({ status: 409, body: { code: 'task_withdrawn', stage: 'lost' } });
    expect(await task(id)).toMatchObject({ status: 'cancelled', mayDecide: false, clocks: [], outcome: null });
    expect((await rig.get(`/human-tasks?status=cancelled&engagement=${c.key}`)).body.items).toMatchObject([{ id }]);
    expect(await rig.told(c, 'manager01', `&entityId=${id}&operation=humanTasks.withdraw`)).toMatchObject([
      { textJa: '「要件定義書の作成」を取り下げました' },
    ]);
  });

  it('show that a clock decided, and nobody', async () => {
    const c = await rig.stories.engagement();
    await toSigning(rig.stories, c);
    const { id } = await rig.stories.task(c, 'sign_requirements');
    expect(await task(id, 'client01')).toMatchObject({
      byClock: ['expired'],
      outcomes: ['signed', 'returned', 'declined'],
    });
    await rig.stories.sql(
      `update human_task set status = 'completed', outcome = 'expired', decided_via = 'clock', decided_at = now() where id = $1`,
      [id],
    );
    for (const as of ['manager01', 'client01'])
      expect(await task(id, as)).toMatchObject({ outcome: 'expired', decidedBy: null, decidedVia: 'clock' });
  });

  it('may be decided by the next role once the term is over', async () => {
    const c = await rig.stories.engagement();
    await toLots(rig.stories, c, 1);
    await inspect(rig.stories, c, 1, 1, 0);
    const { id } = await rig.stories.task(c, 'decide_lot', 1);
    expect((await claim(id, 'manager01')).status).toBe(403);
    await rig.stories.sql(`update human_task set escalated_to = '{manager}' where id = $1`, [id]);
    expect(await task(id)).toMatchObject({ mayDecide: true, escalatedTo: ['manager'], role: 'director' });
    expect(
      (await rig.get(`/human-tasks?engagement=${c.key}&mine=true`)).body.items.map((t: { id: string }) => t.id),
    ).toContain(id);
    expect(await claim(id, 'manager01')).toMatchObject({
      status: 200,
      body: { claimedBy: { id: rig.api.personId('manager01') } },
    });
    expect((await claim(id, 'coordinator01')).status).toBe(403);
    const [row] = await rig.stories.sql(
      `select actor_role from audit_log where entity_id = $1 and operation = 'humanTasks.claim'`,
      [id],
    );
    expect(row).toEqual({ actor_role: 'manager' });
  });

  it('let ops decide what becomes of an effect that fails, on hold too', async () => {
    const c = await rig.stories.engagement();
    isBroken = true;
    await toLots(rig.stories, c, 1);
    const { id } = await rig.stories.task(c, 'repair_effect');
    expect(await task(id, 'ops01')).toMatchObject({
      mayDecide: true,
      label: { ja: 'ロット編成', en: 'Forming the lots' },
      subject: { effect: 'form_lots', skippable: 0 },
    });
    expect(await rig.get(`/human-tasks/${id}`, 'client01')).toMatchObject({ status: 403 });
    expect((await rig.complete(id, 'manager01', { outcome: 'retried' })).status).toBe(403);
    expect(await rig.complete(id, 'ops01', { outcome: 'skipped' })).toMatchObject({ status: 422 });
    expect(await rig.complete(id, 'ops01', { outcome: 'skipped', reason: 'x' })).toMatchObject({
      status: 409,
      body: { reason: 'not_skippable', detail: 'This cannot be skipped.' },
    });
    const waiting = (await rig.get(`/engagements/${c.key}/waiting`)).body;
    expect(waiting).toMatchObject({
      waiting: [{ taskId: id, what: { ja: '失敗した処理の復旧（ロット編成）' } }],
      causes: [{ type: 'effect', role: 'ops', facts: { effect: 'form_lots', taskId: id } }],
      summary: { ja: expect.stringContaining('処理「ロット編成」が失敗しています') },
    });
    const seen = (await rig.get(`/engagements/${c.key}/waiting`, 'client01')).body;
    expect(seen).toMatchObject({
      waiting: [],
      causes: [{ type: 'system' }],
      summary: { en: 'KADO is at work on it.' },
    });
    await rig.order(c, 'hold', 'manager01', { reason: '復旧まで' });
    isBroken = false;
    expect((await claim(id, 'ops01')).status).toBe(200);
    expect((await rig.complete(id, 'ops01', { outcome: 'retried' })).status).toBe(200);
    await rig.order(c, 'resume', 'manager01');
    await rig.stories.lotRound(c, 1, 1);
    expect((await rig.told(c, 'client01')).some(({ textJa }) => textJa.includes('復旧'))).toBe(false);
  });
});
