import { secondLookNeeded } from '@kado/domain/quality';
import { ApiRig } from '../test/rig';
import {
  type Floor,
  type Held,
  history,
  itemRow,
  lotOpen,
  openFloor,
  outbox,
  reserve,
  submit,
} from '../test/work-floor';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const ALL = { firstItems: 1_000, rate: 0 };

async function next(floor: Floor, login: string, limit = 50): Promise<Held[]> {
  const reply = await rig.post(`/engagements/${floor.key}/reviews/reserve`, login, { limit });
  expect(reply.status).toBe(200);
  return reply.body.items;
}
const decide = (floor: Floor, login: string, items: object[]) =>
  rig.post(`/engagements/${floor.key}/reviews`, login, { items });
const outcome = (reply: { body: { results: { state?: string; problem?: string }[] } }) =>
  reply.body.results.map((r) => r.state ?? r.problem);

async function reviewed(floor: Floor, login: string, verdict: string, more: object = {}): Promise<string[]> {
  const items = await next(floor, login);
  return outcome(
    (await decide(
      floor,
      login,
      items.map(({ id, fence }) => ({ id, fence, verdict, ...more })),
    )) as never,
  ) as string[];
}

describe('a review', () => {
  it('accepts or fixes, keeps author, reviewer and fixer, and counts the lot down', async () => {
    const floor = await openFloor(rig, { items: 2, review: ALL });
    const done = await reserve(rig, floor, 'worker01', 2);
    await submit(rig, floor, 'worker01', done, '4');
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(2);
    const [a, b] = await next(floor, 'leader01');
    expect(a).toMatchObject({ answer: '4', fence: 2, returns: 0 });
    const reply = await decide(floor, 'leader01', [
      { id: a?.id, fence: a?.fence, verdict: 'accept' },
      { id: b?.id, fence: b?.fence, verdict: 'fix', answer: '９' },
    ]);
    expect(outcome(reply)).toEqual(['accepted', 'accepted']);
    const [author, leader] = [rig.personId('worker01'), rig.personId('leader01')];
    expect(await itemRow(rig, a?.id as string)).toMatchObject({
      answer: '4',
      answer_version: 1,
      author_id: author,
      reviewer_id: leader,
      fixer_id: null,
    });
    expect(await itemRow(rig, b?.id as string)).toMatchObject({
      answer: '9',
      first_answer: '4',
      answer_version: 2,
      author_id: author,
      reviewer_id: leader,
      fixer_id: leader,
    });
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(0);
    expect(await outbox(rig, floor)).toHaveLength(1);
  });

  it("is never of the reviewer's own work, never of two at once, and not with an old lease", async () => {
    const floor = await openFloor(rig, { items: 2, review: ALL, workers: ['worker01', 'leader03'] });
    await rig.db.query(`update engagement_member set role = 'teleworker' where engagement_id = $1 and person_id = $2`, [
      floor.id,
      rig.personId('leader03'),
    ]);
    await rig.addMember(floor.id, (await itemRowSite(floor)) as string, 'leader03', 'leader');
    await submit(rig, floor, 'leader03', await reserve(rig, floor, 'leader03', 2));
    expect(await next(floor, 'leader03')).toEqual([]);
    const [a] = await next(floor, 'leader01', 1);
    expect((await next(floor, 'leader02')).map(({ id }) => id)).not.toContain(a?.id);
    expect(outcome(await decide(floor, 'leader03', [{ id: a?.id, fence: a?.fence, verdict: 'accept' }]))).toEqual([
      'four_eyes',
    ]);
    expect(outcome(await decide(floor, 'leader02', [{ id: a?.id, fence: a?.fence, verdict: 'accept' }]))).toEqual([
      'stale_lease',
    ]);
    await rig.db.query(`update work_item set lease_until = now() - interval '1 second' where engagement_id = $1`, [
      floor.id,
    ]);
    const again = await next(floor, 'leader02', 2);
    expect(again).toHaveLength(2);
    expect(outcome(await decide(floor, 'leader01', [{ id: a?.id, fence: a?.fence, verdict: 'accept' }]))).toEqual([
      'stale_lease',
    ]);
    expect(
      (
        await rig.post(`/work-items/${a?.id}/release`, 'leader02', {
          fence: again.find(({ id }) => id === a?.id)?.fence,
        })
      ).body,
    ).toEqual({ state: 'in_review' });
    expect(await next(floor, 'leader01')).toHaveLength(1);
  });

  it('names what is missing', async () => {
    const floor = await openFloor(rig, { items: 1, review: ALL });
    const item = { id: '00000000-0000-4000-8000-000000000000', fence: 1 };
    expect(await decide(floor, 'leader01', [{ ...item, verdict: 'return' }])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/items/0/code', code: 'required' }] },
    });
    expect(await decide(floor, 'leader01', [{ ...item, verdict: 'fix' }])).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/items/0/answer', code: 'required' }] },
    });
    expect(outcome(await decide(floor, 'leader01', [{ ...item, verdict: 'accept' }]))).toEqual(['work_item_not_found']);
    expect((await decide(floor, 'worker01', [{ ...item, verdict: 'accept' }])).status).toBe(403);
  });
});

const itemRowSite = async (floor: Floor) =>
  (await rig.db.query('select site_id from engagement where id = $1', [floor.id])).rows[0].site_id;

describe('a second look', () => {
  const secondLook = { rate: 1 };

  it('is by another leader, keeps both, and only then is the item done', async () => {
    const floor = await openFloor(rig, { items: 3, review: ALL, secondLook });
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 3), '4');
    expect(await reviewed(floor, 'leader01', 'accept')).toEqual(['in_review', 'in_review', 'in_review']);
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(3);
    expect(await next(floor, 'leader01')).toEqual([]);

    const [a, b, c] = (await next(floor, 'leader02')) as (Held & { secondLook: boolean })[];
    expect([a, b, c].map((item) => item?.secondLook)).toEqual([true, true, true]);
    const verdicts = [
      { id: a?.id, fence: a?.fence, verdict: 'accept' },
      { id: b?.id, fence: b?.fence, verdict: 'fix', answer: '9' },
      { id: c?.id, fence: c?.fence, verdict: 'return', code: 'wrong_digit' },
    ];
    expect(outcome(await decide(floor, 'leader01', verdicts.slice(0, 1)))).toEqual(['four_eyes']);
    expect(outcome(await decide(floor, 'leader02', verdicts))).toEqual(['accepted', 'accepted', 'returned']);
    const [first, second] = [rig.personId('leader01'), rig.personId('leader02')];
    const both = { reviewer_id: first, second_reviewer_id: second, second_look_due: false };
    expect(await itemRow(rig, a?.id as string)).toMatchObject({ ...both, answer: '4', fixer_id: null });
    expect(await itemRow(rig, b?.id as string)).toMatchObject({ ...both, answer: '9', fixer_id: second });
    expect(await itemRow(rig, c?.id as string)).toMatchObject({ ...both, returns: 1, return_code: 'wrong_digit' });
    expect(await history(rig, a?.id as string)).toEqual([
      'ready>reserved',
      'reserved>submitted',
      'submitted>in_review',
      'in_review>in_review',
      'in_review>accepted',
    ]);
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(1);

    // what came back has been looked at twice: one more acceptance is enough
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 1), '8');
    expect(await reviewed(floor, 'leader01', 'accept')).toEqual(['accepted']);
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(0);
    const listed = await rig.get(`/engagements/${floor.key}/work-items`, 'director01');
    expect(listed.body.items[0]).toMatchObject({ reviewerId: first, secondReviewerId: second });
  });

  it('is drawn once and its seed kept; a first return draws none', async () => {
    const floor = await openFloor(rig, { items: 40, review: ALL, secondLook: { rate: 0.5 } });
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 40));
    const states = await reviewed(floor, 'leader01', 'accept');
    const { rows } = await rig.db.query(
      'select state, second_look_seed as seed, second_look_due as due from work_item where engagement_id = $1 order by seq',
      [floor.id],
    );
    for (const { state, seed, due } of rows) {
      expect(seed).toMatch(/^[0-9a-f]{32}$/);
      expect([state, due]).toEqual(secondLookNeeded(0.5, seed) ? ['in_review', true] : ['accepted', false]);
    }
    // 40 fair coins all the same way come once in 10^11
    expect(new Set(states)).toEqual(new Set(['accepted', 'in_review']));

    const other = await openFloor(rig, { items: 1, review: ALL, secondLook });
    await submit(rig, other, 'worker01', await reserve(rig, other, 'worker01', 1));
    expect(await reviewed(other, 'leader01', 'return', { code: 'wrong_digit' })).toEqual(['returned']);
    await submit(rig, other, 'worker01', await reserve(rig, other, 'worker01', 1));
    expect(await reviewed(other, 'leader02', 'accept')).toEqual(['accepted']);
  });
});

describe('a returned item', () => {
  it('goes back to its author first, to review again, and after the second return to a director', async () => {
    const floor = await openFloor(rig, { items: 3, review: ALL });
    const [item] = await reserve(rig, floor, 'worker01', 1);
    await submit(rig, floor, 'worker01', [item as never], '1', 4);
    expect(await reviewed(floor, 'leader01', 'return', { code: 'wrong_digit' })).toEqual(['returned']);

    expect((await reserve(rig, floor, 'worker02', 50)).map(({ id }) => id)).not.toContain(item?.id);
    const [back] = await reserve(rig, floor, 'worker01', 1);
    expect(back).toMatchObject({ id: item?.id, returned: { code: 'wrong_digit' } });
    expect((await rig.post(`/work-items/${back?.id}/release`, 'worker01', { fence: back?.fence })).body).toEqual({
      state: 'returned',
    });
    const [again] = await reserve(rig, floor, 'worker01', 1);
    expect(outcome(await submit(rig, floor, 'worker01', [again as never], '1', 3))).toEqual(['in_review']);
    expect(await itemRow(rig, item?.id as string)).toMatchObject({
      first_answer: '1',
      answer_version: 2,
      active_seconds: '7.00',
      returns: 1,
    });

    expect(await reviewed(floor, 'leader01', 'return', { code: 'wrong_digit' })).toEqual(['adjudication']);
    const list = await rig.get(`/engagements/${floor.key}/adjudications`, 'director01');
    expect(list.body.items).toMatchObject([
      { id: item?.id, answer: '1', returns: 2, returnCode: 'wrong_digit', notMine: true },
    ]);
    expect((await rig.get(`/engagements/${floor.key}/adjudications`, 'leader01')).status).toBe(403);
    const settle = (answer: string) =>
      rig.post(`/engagements/${floor.key}/adjudications`, 'director01', { items: [{ id: item?.id, answer }] });
    expect(outcome(await settle('x'))).toEqual(['answer_invalid']);
    expect(outcome(await settle('8'))).toEqual(['accepted']);
    expect(outcome(await settle('8'))).toEqual(['conflict']);
    expect(await itemRow(rig, item?.id as string)).toMatchObject({
      answer: '8',
      first_answer: '1',
      author_id: rig.personId('worker01'),
      reviewer_id: rig.personId('leader01'),
      adjudicator_id: rig.personId('director01'),
    });
    expect(await history(rig, item?.id as string)).toEqual([
      'ready>reserved',
      'reserved>submitted',
      'submitted>in_review',
      'in_review>returned',
      'returned>reserved',
      'reserved>returned',
      'returned>reserved',
      'reserved>submitted',
      'submitted>in_review',
      'in_review>adjudication',
      'adjudication>accepted',
    ]);
    expect(await lotOpen(rig, floor.lots[0] as string)).toBe(2);
  });

  it('is not settled by who wrote or reviewed it', async () => {
    const floor = await openFloor(rig, { items: 2, review: ALL });
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 2));
    const director = rig.personId('director01');
    const { rows } = await rig.db.query(
      `update work_item set state = 'adjudication', reviewer_id = case when seq = 1 then $2 else reviewer_id end,
              author_id = case when seq = 2 then $2 else author_id end where engagement_id = $1 returning id`,
      [floor.id, director],
    );
    const list = await rig.get(`/engagements/${floor.key}/adjudications`, 'director01');
    expect(list.body.items.map((item: { notMine: boolean }) => item.notMine)).toEqual([false, false]);
    const reply = await rig.post(`/engagements/${floor.key}/adjudications`, 'director01', {
      items: rows.map(({ id }) => ({ id, answer: '1' })),
    });
    expect(outcome(reply)).toEqual(['four_eyes', 'four_eyes']);
  });
});

describe('a review that takes longer', () => {
  it('goes on under a new lease and the same fence; what somebody else holds is not taken', async () => {
    const floor = await openFloor(rig, { items: 2, review: ALL });
    await submit(rig, floor, 'worker01', await reserve(rig, floor, 'worker01', 2), '4');
    const [mine] = await next(floor, 'leader01', 1);
    const [theirs] = await next(floor, 'leader02', 1);
    const again = await rig.post(`/engagements/${floor.key}/reviews/reserve`, 'leader01', {
      limit: 2,
      ids: [mine?.id, theirs?.id],
    });
    expect(again.body.items).toEqual([expect.objectContaining({ id: mine?.id, fence: mine?.fence, returnCode: null })]);
    // without ids the same call takes what is free, never what one holds already
    expect(await next(floor, 'leader01')).toEqual([]);
    const item = { id: mine?.id, fence: mine?.fence, verdict: 'accept' };
    expect(outcome((await decide(floor, 'leader01', [item])) as never)).toEqual(['accepted']);
  });
});
