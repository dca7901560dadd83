import { randomUUID } from 'node:crypto';
import { toLots, toRequirements, toSigning } from '@kado/workflows/test/steps';
import { StoryRig } from '../test/story-rig';

jest.setTimeout(120_000);

describe('the ways aside of an engagement', () => {
  let rig: StoryRig;
  beforeAll(async () => {
    rig = await StoryRig.start();
  });
  afterAll(() => rig.stop());

  it('holds and resumes: once for a key, with a reason, by those who may', async () => {
    const c = await rig.stories.engagement();
    expect(await rig.order(c, 'hold', 'manager01', {})).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason', code: 'required' }] },
    });
    expect(await rig.order(c, 'hold', 'manager01', { reason: '   ' })).toMatchObject({ status: 422 });
    expect(await rig.order(c, 'hold', 'manager01', { reason: 'a\u0000b' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason', code: 'unusable_text' }] },
    });
    expect(await rig.order(c, 'hold', 'manager01', { reason: 'x', stage: 'closed' })).toMatchObject({ status: 422 });
    expect((await rig.order(c, 'hold', 'coordinator01', { reason: 'x' })).status).toBe(403);
    expect((await rig.order(c, 'hold', 'client02', { reason: 'x' })).status).toBe(404);
    expect(await rig.order(c, 'resume', 'manager01')).toMatchObject({ status: 409, body: { code: 'wrong_stage' } });

    const key = randomUUID();
    const held = await rig.order(c, 'hold', 'client01', { reason: '社内調整のため' }, key);
    expect(held).toMatchObject({ status: 200, body: { stage: 'on_hold', heldStage: 'inquiry', key: c.key } });
    expect(held.body.members).toBeUndefined();
    expect(held.headers.get('etag')).toMatch(/^"\d+"$/);
    expect(held.body).toEqual((await rig.get(`/engagements/${c.key}`, 'client01')).body);
    const again = await rig.order(c, 'hold', 'client01', { reason: '社内調整のため' }, key);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(held.body);
    expect(await rig.countAudit(c, 'engagements.hold')).toBe(1);
    expect(await rig.order(c, 'hold', 'manager01', { reason: 'もう一度' })).toMatchObject({
      status: 409,
      body: { code: 'on_hold' },
    });

    const resumed = await rig.order(c, 'resume', 'manager01');
    expect(resumed).toMatchObject({ status: 200, body: { stage: 'inquiry', heldStage: null, heldSince: null } });
    const told = await rig.told(c, 'client01');
    expect(told.filter(({ operation }) => /hold|resume/.test(operation))).toMatchObject([
      { textJa: '案件を保留しました', reason: '社内調整のため', role: 'client', via: 'api' },
      { textJa: '案件を再開しました', role: 'manager', actor: null },
    ]);
  });

  it("leaves KADO's own hold to KADO, and its reason within", async () => {
    const c = await rig.stories.engagement();
    await rig.order(c, 'hold', 'manager01', { reason: '人員の都合' });
    expect(await rig.order(c, 'resume', 'client01')).toMatchObject({ status: 403, body: { code: 'role_not_allowed' } });
    const told = await rig.told(c, 'client01', '&operation=engagements.hold');
    expect(told).toHaveLength(1);
    expect(told[0]?.reason).toBeUndefined();
    expect((await rig.order(c, 'resume', 'manager02', { reason: '手配できた' })).status).toBe(200);
  });

  it('takes one of a hold and a decision that race, and each of them once', async () => {
    const c = await rig.stories.engagement();
    const task = await rig.stories.task(c, 'qualify_inquiry');
    const [held, decided] = await Promise.all([
      rig.order(c, 'hold', 'client01', { reason: '同時に' }),
      rig.complete(task.id, 'manager01', { outcome: 'qualified' }),
    ]);
    expect(held.status).toBe(200);
    expect([200, 409]).toContain(decided.status);
    if (decided.status === 409)
      expect(decided.body).toMatchObject({ code: 'on_hold', heldStage: 'inquiry', by: { role: 'client' } });
    const [row] = await rig.stories.sql<{ status: string; held: string }>(
      'select t.status, e.held_stage as held from human_task t join engagement e on e.id = t.engagement_id where t.id = $1',
      [task.id],
    );
    expect(row).toEqual(
      decided.status === 200 ? { status: 'completed', held: 'requirements' } : { status: 'open', held: 'inquiry' },
    );
  });

  it('holds once of many that race', async () => {
    const c = await rig.stories.engagement();
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => rig.order(c, 'hold', 'manager01', { reason: '一斉に' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await rig.countAudit(c, 'engagements.hold')).toBe(1);
  });

  it('cancels at work: steps of people and system, to the end', async () => {
    const c = await rig.stories.engagement();
    await toLots(rig.stories, c);
    expect((await rig.order(c, 'cancel', 'client01', { reason: 'やめたい' })).status).toBe(403);
    expect(await rig.order(c, 'lose', 'manager01', { reason: '失注' })).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'production' },
    });
    const cancelled = await rig.order(c, 'cancel', 'manager01', { reason: 'クライアントの事業中止' });
    expect(cancelled).toMatchObject({ status: 200, body: { stage: 'cancelling' } });
    await rig.stories.task(c, 'notify_people');
    expect((await rig.get(`/engagements/${c.key}`)).body.lots).toMatchObject({ total: 2, production: 0, cancelled: 2 });
    expect(await rig.order(c, 'hold', 'manager01', { reason: '待って' })).toMatchObject({ status: 409 });
    expect((await rig.get(`/engagements/${c.key}/lots`)).body.items).toMatchObject([
      { lotNo: 1, stage: 'cancelled', formedFor: null },
      { lotNo: 2, stage: 'cancelled', formedFor: null },
    ]);
  });

  it('loses an order before it is signed', async () => {
    const c = await rig.stories.engagement();
    await toRequirements(rig.stories, c);
    const lost = await rig.order(c, 'lose', 'manager01', { reason: '他社に決まった' });
    expect(lost).toMatchObject({ status: 200, body: { stage: 'lost', closedAt: expect.any(String) } });
    expect(await rig.stories.openTasks(c)).toEqual([]);
    expect(await rig.order(c, 'cancel', 'manager01', { reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'lost' },
    });
  });

  it('reopens what has ended as another engagement, linked, with the last clauses as its first draft', async () => {
    const c = await rig.stories.engagement();
    expect(await rig.order(c, 'reopen', 'manager01')).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'inquiry' },
    });
    await toSigning(rig.stories, c);
    await rig.stories.decide(c, 'sign_requirements', 'client01', 'declined', { reason: '予算がない' });
    await rig.stories.inStage(c, 'lost');
    expect((await rig.order(c, 'reopen', 'client01')).status).toBe(403);
    expect((await rig.order(c, 'reopen', 'manager01', { title: 'a\nb' })).status).toBe(422);

    const key = randomUUID();
    const many = await Promise.all(
      Array.from({ length: 3 }, () => rig.order(c, 'reopen', 'manager01', { reason: '予算がついた' }, key)),
    );
    expect(many.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const opened = await rig.order(c, 'reopen', 'manager01', { reason: '予算がついた' }, key);
    expect(opened).toMatchObject({
      status: 201,
      body: {
        stage: 'inquiry',
        title: '手書き数字の教師データ',
        reopens: { key: c.key, stage: 'lost' },
        reopenedAs: [],
      },
    });
    expect(opened.headers.get('location')).toBe(`/api/v1/engagements/${opened.body.key}`);
    const earlier = (await rig.get(`/engagements/${c.key}`, 'client01')).body;
    expect(earlier).toMatchObject({ reopens: null, reopenedAs: [{ key: opened.body.key, stage: 'inquiry' }] });
    const requirements = (await rig.get(`/engagements/${opened.body.key}/requirements`)).body.items;
    expect(requirements).toMatchObject([{ version: 1, status: 'draft', clauses: { volume: 60 } }]);
    expect((await rig.get(`/engagements/${opened.body.key}/requirements`, 'client01')).body.items).toEqual([]);
    expect(await rig.told(c, 'manager01', '&operation=engagements.reopen')).toMatchObject([
      { textJa: `この案件の続きとして ${opened.body.key} を始めました`, reason: '予算がついた' },
    ]);
    const later = await rig.get(`/engagements/${opened.body.key}/timeline`);
    expect(later.body.items[0]).toMatchObject({ textJa: `${c.key} の続きとして案件を受け付けました` });
    // Another wish is another engagement.
    const second = await rig.order(c, 'reopen', 'manager02', { title: '二度目' });
    expect(second).toMatchObject({ status: 201, body: { title: '二度目' } });
    expect((await rig.get(`/engagements/${c.key}`)).body.reopenedAs).toHaveLength(2);
  });
});
