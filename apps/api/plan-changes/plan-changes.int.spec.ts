import { randomUUID } from 'node:crypto';
import { Live, QA, STEP } from '../test/live';
import type { Reply } from '../test/rig';
import { type Floor, type Held, itemRow, reserve, submit } from '../test/work-floor';

jest.setTimeout(120_000);

const CHECKED = { ...QA, review: { firstItems: 1_000, rate: 1 }, secondLook: { rate: 1 } };
const PARTS = [
  { ...STEP, code: 'read', standardSeconds: 30 },
  { ...STEP, code: 'compare', after: ['read'], standardSeconds: 6 },
];

let live: Live;
let floor: Floor;
let held: Held[];
beforeAll(async () => {
  live = await Live.start();
  floor = await live.toProduction('計画を変える案件');
  held = await reserve(live.api, floor, 'worker01', 4);
});
afterAll(() => live.stop());

const path = (more = '') => `/engagements/${floor.key}/plan-changes${more}`;
const write = (plan: object, manualVersion = 1) =>
  live.api.post(`/engagements/${floor.key}/plans`, 'director01', { plan, manualVersion });
const check = async (version: number, as = 'director01') =>
  live.api.get(`/engagements/${floor.key}/plans/${version}/dry-run`, as);
const propose = (planVersion: number, key?: string, as = 'director01') =>
  live.api.post(path(), as, { planVersion, reason: '誤りが多いため' }, key);
const states = (reply: Reply) =>
  reply.body.results.map((r: { state?: string; problem?: string }) => r.state ?? r.problem);
const reviews = async (as: string) =>
  (await live.api.post(`/engagements/${floor.key}/reviews/reserve`, as, { limit: 50 })).body.items;
const accept = async (as: string, items: Held[]) =>
  states(
    await live.api.post(`/engagements/${floor.key}/reviews`, as, {
      items: items.map(({ id, fence }) => ({ id, fence, verdict: 'accept' })),
    }),
  );

describe('a plan that is worked by', () => {
  it('is compared with a draft before anybody decides; looking changes nothing', async () => {
    await submit(live.api, floor, 'worker01', held.splice(0, 1));
    expect((await write({ steps: PARTS, qa: CHECKED })).body.version).toBe(2);
    const { status, body } = await check(2);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: 2,
      fromVersion: 1,
      manualVersion: { before: 1, after: 1 },
      faults: [],
      isChange: true,
      diff: {
        added: [{ code: 'read' }, { code: 'compare' }],
        removed: [{ code: 'label' }],
        changed: [],
        order: null,
        qa: [
          { field: 'review.firstItems', before: 0, after: 1_000 },
          { field: 'review.rate', before: 0, after: 1 },
          { field: 'secondLook.rate', before: null, after: 1 },
        ],
        split: [{ from: 'label', into: ['read', 'compare'] }],
      },
      items: { moving: 16, toCome: 0, finishing: [{ state: 'reserved', items: 3 }], done: 1 },
      people: [{ person: { id: live.api.personId('worker01') }, holding: 3, returned: 0 }],
      // 19 items of 36 s are left
      hours: { before: 0.2, after: 0.2 },
      reviews: {
        before: { reviews: 0, secondLooks: 0, hours: 0 },
        after: { reviews: 16, secondLooks: 16, hours: 0.1 },
      },
    });
    const rows = await live.api.db.query('select count(*)::int as n from plan_change where engagement_id = $1', [
      floor.id,
    ]);
    expect(rows.rows).toEqual([{ n: 0 }]);
    expect((await check(2, 'manager01')).status).toBe(200);
    expect((await check(2, 'worker01')).status).toBe(403);
    expect((await check(7)).body.code).toBe('plan_not_found');
  });

  it('is proposed once, for one change at a time, and not without a change or with faults', async () => {
    const key = randomUUID();
    const many = await Promise.all(Array.from({ length: 3 }, () => propose(2, key)));
    expect(many.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect((await propose(2, key)).body).toMatchObject({
      planVersion: 2,
      fromVersion: 1,
      status: 'proposed',
      reason: '誤りが多いため',
      author: { id: live.api.personId('director01') },
      approver: null,
      touched: { items: { moving: 16 } },
      taskId: expect.any(String),
    });
    expect(await live.openKinds(floor)).toEqual(['approve_plan_change']);
    await write({ steps: [STEP], qa: QA });
    expect(await propose(3)).toMatchObject({ status: 409, body: { code: 'plan_change_open', planVersion: 2 } });
    expect((await propose(2)).body.code).toBe('plan_change_open');
    expect((await propose(2, undefined, 'manager01')).status).toBe(403);
    expect(await propose(9)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/planVersion' }] } });
    expect((await live.api.post(path(), 'director01', { planVersion: 2, reason: '\u0000' })).body.errors).toMatchObject(
      [{ pointer: '/reason', code: 'unusable_text' }],
    );
  });

  it('is approved by somebody who wrote none of it; what is in hand finishes under the old one', async () => {
    const author = (login: string) =>
      live.api.db.query('update plan_version set author_id = $2 where engagement_id = $1 and version = 2', [
        floor.id,
        live.api.personId(login),
      ]);
    await author('manager02');
    expect(await live.decide(floor, 'approve_plan_change', 'manager02', 'approved')).toMatchObject({
      status: 403,
      body: { code: 'four_eyes' },
    });
    await author('director01');
    expect((await live.decide(floor, 'approve_plan_change', 'manager01', 'approved')).status).toBe(200);
    const { rows } = await live.api.db.query(
      'select plan_version, count(*)::int as n from work_item where engagement_id = $1 group by 1 order by 1',
      [floor.id],
    );
    expect(rows).toEqual([
      { plan_version: 1, n: 4 },
      { plan_version: 2, n: 16 },
    ]);
    // begun under the plan without reviews
    expect(states(await submit(live.api, floor, 'worker01', held))).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('really checks what the new plan says: all new items, twice, by two people', async () => {
    const fresh = await reserve(live.api, floor, 'worker02', 2);
    expect(states(await submit(live.api, floor, 'worker02', fresh))).toEqual(['in_review', 'in_review']);
    expect(await accept('leader01', await reviews('leader01'))).toEqual(['in_review', 'in_review']);
    expect(await reviews('leader01')).toEqual([]);
    const second = await reviews('leader02');
    expect(second.map((item: { secondLook: boolean }) => item.secondLook)).toEqual([true, true]);
    expect(await accept('leader02', second)).toEqual(['accepted', 'accepted']);
    expect(await itemRow(live.api, fresh[0]?.id as string)).toMatchObject({
      reviewer_id: live.api.personId('leader01'),
      second_reviewer_id: live.api.personId('leader02'),
    });
  });

  it('is listed with who wrote and who approved it, and is told on the timeline', async () => {
    const { body } = await live.api.get(path(), 'leader01');
    expect(body).toMatchObject({
      items: [
        {
          planVersion: 2,
          status: 'approved',
          author: { id: live.api.personId('director01') },
          approver: { id: live.api.personId('manager01') },
          closedAt: expect.any(String),
          taskId: null,
        },
      ],
      nextCursor: null,
    });
    expect((await live.api.get(path(), 'client01')).status).toBe(403);
    const timeline = await live.api.get(`/engagements/${floor.key}/timeline?limit=200`, 'manager01');
    const told = timeline.body.items.find((item: { operation: string }) => item.operation === 'planChanges.propose');
    expect(told).toMatchObject({ textJa: '計画第2版への変更を提案しました', reason: '誤りが多いため' });
  });

  it('goes back with a reason, and then a new version is needed; old and equal ones are refused', async () => {
    expect((await propose(3)).status).toBe(201);
    expect(
      (await live.decide(floor, 'approve_plan_change', 'manager01', 'returned', { reason: '検査は残してください' }))
        .status,
    ).toBe(200);
    expect((await propose(3)).body.code).toBe('plan_change_closed');
    expect((await propose(1)).body).toMatchObject({ code: 'plan_outdated', approvedVersion: 2 });
    expect((await propose(2)).body.code).toBe('plan_unchanged');
    await write({ steps: PARTS, qa: CHECKED });
    expect((await check(4)).body.isChange).toBe(false);
    expect((await propose(4)).body.code).toBe('plan_unchanged');

    // another manual is a change, but nobody can look a second time any more
    const sections = [{ code: 'digits', titleJa: '数字の読み方', bodyJa: '読めないときは飛ばします。' }];
    expect((await live.api.post(`/engagements/${floor.key}/manuals`, 'director01', { sections })).body.version).toBe(2);
    await write({ steps: PARTS, qa: CHECKED }, 2);
    await live.api.db.query(
      `update engagement_member set until = now() where engagement_id = $1 and person_id = $2 and role = 'leader'`,
      [floor.id, live.api.personId('leader02')],
    );
    expect((await check(5)).body).toMatchObject({ isChange: true, faults: [{ code: 'too_few_leaders' }] });
    expect(await propose(5)).toMatchObject({
      status: 409,
      body: { code: 'plan_invalid', errors: [{ pointer: '/plan/qa/secondLook/rate', code: 'too_few_leaders' }] },
    });
  });

  it('is proposed again by the same request after the engine was away', async () => {
    await write({ steps: [STEP], qa: { ...QA, lots: 2 } });
    await live.stopWorker();
    const key = randomUUID();
    expect((await propose(6, key)).status).toBe(503);
    await live.startWorker();
    expect(await propose(6, key)).toMatchObject({ status: 201, body: { planVersion: 6, status: 'proposed' } });
    const { rows } = await live.api.db.query(
      `select (select count(*)::int from plan_change where engagement_id = $1 and plan_version = 6) as changes,
              (select count(*)::int from human_task where engagement_id = $1 and kind = 'approve_plan_change' and status = 'open') as tasks`,
      [floor.id],
    );
    expect(rows).toEqual([{ changes: 1, tasks: 1 }]);
  });
});
