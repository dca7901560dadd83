import { ApiRig } from '../test/rig';
import { approvePlan, history, itemRow, lotOpen, openFloor, outbox, reserve, submit } from '../test/work-floor';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const count = async (sql: string, params: unknown[]) => (await rig.db.query(sql, params)).rows[0].n as number;
const states = (body: { results: { state?: string; problem?: string }[] }) =>
  body.results.map((r) => r.state ?? r.problem);

describe('answers', () => {
  it('are kept with their time, version and history; full-width digits are digits', async () => {
    const floor = await openFloor(rig, { items: 1 });
    const [item] = await reserve(rig, floor, 'worker01', 1);
    expect((await submit(rig, floor, 'worker01', [item as never], ' ７', 3.25)).body).toEqual({
      results: [{ id: item?.id, state: 'accepted' }],
    });
    expect(await itemRow(rig, item?.id as string)).toMatchObject({
      state: 'accepted',
      answer: '7',
      first_answer: '7',
      answer_version: 1,
      active_seconds: '3.25',
      author_id: rig.personId('worker01'),
      holder_id: null,
    });
    expect(await history(rig, item?.id as string)).toEqual([
      'ready>reserved',
      'reserved>submitted',
      'submitted>accepted',
    ]);
    const own = await rig.get(`/work-items/${item?.id}`, 'worker01');
    expect(own.body).toMatchObject({ state: 'accepted', answer: '7', events: { length: 3 } });
    expect((await rig.get(`/work-items/${item?.id}`, 'worker02')).status).toBe(403);
    expect((await rig.get(`/work-items/${item?.id}`, 'director01')).status).toBe(200);
    expect((await rig.get(`/work-items/${item?.id}`, 'worker09')).status).toBe(404);
  });

  it('are judged one by one in a batch, and the good ones count', async () => {
    const floor = await openFloor(rig, { items: 4 });
    const [a, b, c] = await reserve(rig, floor, 'worker01', 3);
    const [d] = await reserve(rig, floor, 'worker02', 1);
    const items = [
      { id: a?.id, fence: a?.fence, answer: '1', activeSeconds: 1 },
      { id: b?.id, fence: 99, answer: '1', activeSeconds: 1 },
      { id: c?.id, fence: c?.fence, answer: 'seven', activeSeconds: 1 },
      { id: d?.id, fence: d?.fence, answer: '1', activeSeconds: 1 },
      { id: '00000000-0000-4000-8000-000000000000', fence: 1, answer: '1', activeSeconds: 1 },
    ];
    const reply = await rig.post(`/engagements/${floor.key}/work-items/submissions`, 'worker01', { items });
    expect(states(reply.body)).toEqual([
      'accepted',
      'stale_lease',
      'answer_invalid',
      'stale_lease',
      'work_item_not_found',
    ]);
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(3);
    const twice = await rig.post(`/engagements/${floor.key}/work-items/submissions`, 'worker01', {
      items: [items[1], items[1]],
    });
    expect(twice).toMatchObject({ status: 422, body: { errors: [{ pointer: '/items/1/id', code: 'duplicate' }] } });
    const wrong = await rig.post(`/work-items/${c?.id}/submit`, 'worker01', {
      fence: c?.fence,
      answer: '77',
      activeSeconds: 1,
    });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: '/answer', code: 'answer_invalid' }] } });
  });

  it("go to review while they are a person's first, then by the share of the plan with a stored seed", async () => {
    const floor = await openFloor(rig, { items: 60, review: { firstItems: 3, rate: 0.5 } });
    const first = await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 2));
    expect(states(first.body)).toEqual(['in_review', 'in_review']);
    const rest = await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 50));
    expect(states(rest.body)[0]).toBe('in_review');
    const sampled = states(rest.body)
      .slice(1)
      .filter((state) => state === 'in_review').length;
    expect(sampled).toBeGreaterThan(8);
    expect(sampled).toBeLessThan(41);
    expect(
      await count(
        `select count(distinct review_seed)::int as n from work_item where engagement_id = $1 and author_id is not null`,
        [floor.id],
      ),
    ).toBe(52);
    // The next person begins at the beginning.
    expect(states((await submit(rig, floor, 'worker02', await reserve(rig, floor, 'worker02', 2))).body)).toEqual([
      'in_review',
      'in_review',
    ]);
  });

  it('are judged by the plan that each item carries, whatever has been approved since', async () => {
    const floor = await openFloor(rig, { items: 4 });
    const old = await reserve(rig, floor, 'worker01', 2);
    await approvePlan(rig, floor.id, 2, { firstItems: 1_000, rate: 1 });
    await rig.db.query(
      `update work_item set plan_version = case seq when 3 then 2 else null end where engagement_id = $1 and state = 'ready'`,
      [floor.id],
    );
    const rest = await reserve(rig, floor, 'worker01', 2);
    // under the old plan, the new one, and none: what no plan speaks of is looked at
    expect(states((await submit(rig, floor, 'worker01', [...old, ...rest])).body)).toEqual([
      'accepted',
      'accepted',
      'in_review',
      'in_review',
    ]);
  });

  it('to items with a known answer are scored in silence and go on like any other', async () => {
    const floor = await openFloor(rig, { items: 3 });
    await rig.db.query(
      `insert into gold (engagement_id, site_id, external_id, answer) select id, site_id, unnest(array['d-0001','d-0002']), '5' from engagement where id = $1`,
      [floor.id],
    );
    const held = await reserve(rig, floor, 'worker01', 3);
    await submit(rig, floor, 'worker01', held.slice(0, 1), '5');
    const other = await submit(rig, floor, 'worker01', held.slice(1), '6');
    expect(states(other.body)).toEqual(['accepted', 'accepted']);
    const { rows } = await rig.db.query('select is_right from gold_score where engagement_id = $1 order by id', [
      floor.id,
    ]);
    expect(rows).toEqual([{ is_right: true }, { is_right: false }]);
    for (const { id } of held)
      expect(JSON.stringify((await rig.get(`/work-items/${id}`, 'worker01')).body)).not.toMatch(/gold/);
  });

  it('of one command sent twice count once', async () => {
    const floor = await openFloor(rig, { items: 2 });
    const [item] = await reserve(rig, floor, 'worker01', 1);
    const send = () =>
      rig.post(
        `/work-items/${item?.id}/submit`,
        'worker01',
        { fence: item?.fence, answer: '1', activeSeconds: 5 },
        'twice',
      );
    const replies = await Promise.all([send(), send(), send()]);
    expect(replies.map(({ status, body }) => [status, body.state])).toEqual(Array(3).fill([200, 'accepted']));
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(1);
    expect(await count('select sum(items)::int as n from work_tally where engagement_id = $1', [floor.id])).toBe(1);
  });
});

describe('a lot', () => {
  it('reaches 0 exactly once, however its last items come in, and says so once', async () => {
    const workers = ['worker01', 'worker02', 'worker03', 'worker04'];
    const floor = await openFloor(rig, { items: 80, lots: 2, workers });
    const held = await Promise.all(
      workers.map((login) => reserve(rig, floor, login, 20).then((items) => ({ login, items }))),
    );
    const parts = held.flatMap(({ login, items }) =>
      Array.from({ length: 10 }, (_, n) => ({ login, items: items.slice(n * 2, n * 2 + 2) })),
    );
    const replies = await Promise.all(parts.map(({ login, items }) => submit(rig, floor, login, items)));
    expect(new Set(replies.flatMap(({ body }) => states(body)))).toEqual(new Set(['accepted']));
    expect(await Promise.all(floor.lots.map((id) => lotOpen(rig, id)))).toEqual([0, 0]);
    const words = await outbox(rig, floor);
    expect(words.sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
      [1, 2].map((no) => ({
        aggregate: `engagement:${floor.key}:lot:${no}`,
        kind: 'lotReady',
        key: `lotReady:${floor.key}-L${no}:1`,
        payload: { key: `lotReady:${floor.key}-L${no}:1`, round: 1 },
      })),
    );
  }, 30_000);

  it('of a pilot does the same with all its passes', async () => {
    const floor = await openFloor(rig, { purpose: 'pilot', items: 4, passes: 3 });
    for (const login of ['worker01', 'worker02', 'worker03'])
      await submit(rig, floor, login, await reserve(rig, floor, login, 10));
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(0);
    expect(await outbox(rig, floor)).toMatchObject([
      { key: `lotReady:${floor.key}-L0:1`, aggregate: `engagement:${floor.key}:lot:0` },
    ]);
  });
});

describe('every command', () => {
  it('leaves one audit row, and none where nothing changed', async () => {
    const floor = await openFloor(rig, { items: 5 });
    const held = await reserve(rig, floor, 'worker01', 5);
    await submit(rig, floor, 'worker01', held);
    await submit(rig, floor, 'worker01', held);
    await reserve(rig, floor, 'worker01', 5);
    const { rows } = await rig.db.query(
      'select operation, actor_role, via from audit_log where engagement_id = $1 order by id',
      [floor.id],
    );
    expect(rows).toEqual([
      { operation: 'items.reserve', actor_role: 'teleworker', via: 'api' },
      { operation: 'items.submitBatch', actor_role: 'teleworker', via: 'api' },
    ]);
  });

  it('lists items by page for those who lead', async () => {
    const floor = await openFloor(rig, { items: 5, lots: 2 });
    await reserve(rig, floor, 'worker01', 2);
    const first = await rig.get(`/engagements/${floor.key}/work-items?limit=3`, 'director01');
    expect(first.body.items.map((item: { seq: number }) => item.seq)).toEqual([1, 2, 3]);
    const next = await rig.get(
      `/engagements/${floor.key}/work-items?limit=3&cursor=${first.body.nextCursor}`,
      'director01',
    );
    expect(next.body).toMatchObject({ items: [{ seq: 4 }, { seq: 5 }], nextCursor: null });
    const filtered = await rig.get(
      `/engagements/${floor.key}/work-items?state=reserved&lot=1&purpose=production`,
      'leader01',
    );
    expect(filtered.body.items).toMatchObject([{ seq: 1, lot: `${floor.key}-L1`, state: 'reserved' }]);
    expect((await rig.get(`/engagements/${floor.key}/work-items`, 'worker01')).status).toBe(403);
    expect((await rig.get(`/engagements/${floor.key}/work-items?lot=x`, 'director01')).status).toBe(400);
  });
});
