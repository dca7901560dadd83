import { ApiRig } from '../test/rig';
import { addEvidence, type Floor, history, itemRow, openFloor, reserve, submit } from '../test/work-floor';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const ask = (floor: Floor, login: string, body: object = { limit: 5 }) =>
  rig.post(`/engagements/${floor.key}/work-items/reserve`, login, body);
const expire = (floor: Floor) =>
  rig.db.query(
    `update work_item set lease_until = now() - interval '1 second' where engagement_id = $1 and state = 'reserved'`,
    [floor.id],
  );

describe('the gates of a reservation', () => {
  it('refuse people of other engagements, other roles and pilot people in production', async () => {
    const floor = await openFloor(rig);
    expect((await ask(floor, 'worker09')).status).toBe(404);
    expect((await ask(floor, 'leader01')).status).toBe(403);
    await rig.db.query(`update engagement_member set purpose = 'pilot' where engagement_id = $1 and person_id = $2`, [
      floor.id,
      rig.personId('worker01'),
    ]);
    expect(await ask(floor, 'worker01')).toMatchObject({ status: 403, body: { code: 'not_in_team' } });
  });

  it('refuse who has no terms notice or has not passed the training gate', async () => {
    const floor = await openFloor(rig, { workers: [] });
    await rig.addMember(
      floor.id,
      (await rig.db.query('select site_id from engagement where id = $1', [floor.id])).rows[0].site_id,
      'worker01',
      'teleworker',
    );
    expect(await ask(floor, 'worker01')).toMatchObject({ status: 403, body: { code: 'terms_notice_missing' } });
    await addEvidence(rig, floor.id, 'worker01', 'terms_notice');
    expect(await ask(floor, 'worker01')).toMatchObject({ status: 403, body: { code: 'training_gate_missing' } });
    await addEvidence(rig, floor.id, 'worker01', 'training_gate');
    expect((await ask(floor, 'worker01')).status).toBe(200);
  });

  it('refuse who has not read the newest published manual; each item keeps the version', async () => {
    const floor = await openFloor(rig);
    const [before] = await reserve(rig, floor, 'worker01', 1);
    expect(before).toMatchObject({ manualVersion: null });
    await rig.db.query('update manual_version set published_at = now() where engagement_id = $1', [floor.id]);
    expect(await ask(floor, 'worker01')).toMatchObject({
      status: 403,
      body: { code: 'manual_not_acknowledged', manualVersion: 1 },
    });
    expect((await rig.post(`/engagements/${floor.key}/manuals/1/acknowledgement`, 'worker01')).status).toBe(200);
    const [after] = await reserve(rig, floor, 'worker01', 1);
    expect(after).toMatchObject({ manualVersion: 1 });
    expect(await itemRow(rig, after?.id as string)).toMatchObject({ manual_version: 1 });
  });

  it('refuse beyond the ceiling of hours of the running week in Japan, and open again in the next', async () => {
    const floor = await openFloor(rig, { workers: ['worker05', 'worker06'] });
    const tally = (week: string, hours: number) =>
      rig.db.query(
        `insert into work_tally (site_id, engagement_id, person_id, purpose, week, items, active_seconds)
         select e.site_id, e.id, $2, 'production', date_trunc('week', now() at time zone 'Asia/Tokyo')::date ${week}, 1, $3 from engagement e where e.id = $1`,
        [floor.id, rig.personId('worker05'), hours * 3600],
      );
    await tally('- 7', 60);
    expect((await ask(floor, 'worker05')).status).toBe(200);
    await tally('', 60);
    expect(await ask(floor, 'worker05')).toMatchObject({ status: 403, body: { code: 'ceiling_reached' } });
    expect((await ask(floor, 'worker06')).status).toBe(200);
  });

  it('keep to the stage', async () => {
    const floor = await openFloor(rig, { stage: 'delivery' });
    expect(await ask(floor, 'worker01')).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'delivery' },
    });
    expect(await ask(floor, 'worker01', { limit: 5, purpose: 'pilot' })).toMatchObject({ status: 409 });
    expect(await ask(floor, 'worker01', { limit: 51 })).toMatchObject({ status: 422 });
  });
});

describe('reserving', () => {
  it('never gives one item to two people, however many ask at once', async () => {
    const floor = await openFloor(rig, { items: 100, workers: ['worker01', 'worker02', 'worker03', 'worker04'] });
    const replies = await Promise.all(
      Array.from({ length: 32 }, (_, n) => ask(floor, `worker0${1 + (n % 4)}`, { limit: 5 })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array(32).fill(200));
    const ids = replies.flatMap(({ body }) => body.items.map((item: { id: string }) => item.id));
    expect(ids).toHaveLength(100);
    expect(new Set(ids).size).toBe(100);
    const { rows } = await rig.db.query(
      `select count(*)::int as n, min(fence) as low, max(fence) as high from work_item where engagement_id = $1 and state = 'reserved'`,
      [floor.id],
    );
    expect(rows[0]).toEqual({ n: 100, low: 1, high: 1 });
  }, 30_000);

  it('answers the same command once, with the same items', async () => {
    const floor = await openFloor(rig);
    const [first, second] = [
      await rig.post(`/engagements/${floor.key}/work-items/reserve`, 'worker01', { limit: 3 }, 'once'),
      await rig.post(`/engagements/${floor.key}/work-items/reserve`, 'worker01', { limit: 3 }, 'once'),
    ];
    expect(second?.body).toEqual(first?.body);
    const { rows } = await rig.db.query(
      `select count(*)::int as n from work_item where engagement_id = $1 and state = 'reserved'`,
      [floor.id],
    );
    expect(rows[0].n).toBe(3);
  });

  it('hands an expired lease to the next one; the late answer is refused and nothing of it is kept', async () => {
    const floor = await openFloor(rig, { items: 1 });
    const [mine] = await reserve(rig, floor, 'worker01', 1);
    expect(await reserve(rig, floor, 'worker02', 1)).toEqual([]);
    await expire(floor);
    const [theirs] = await reserve(rig, floor, 'worker02', 1);
    expect(theirs).toMatchObject({ id: mine?.id, fence: 2 });
    const late = await rig.post(`/work-items/${mine?.id}/submit`, 'worker01', {
      fence: mine?.fence,
      answer: '1',
      activeSeconds: 9,
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'stale_lease' } });
    expect((await submit(rig, floor, 'worker01', [mine as never])).body.results).toEqual([
      { id: mine?.id, problem: 'stale_lease' },
    ]);
    expect(await itemRow(rig, mine?.id as string)).toMatchObject({
      state: 'reserved',
      answer: null,
      active_seconds: null,
    });
    expect(await history(rig, mine?.id as string)).toEqual(['ready>reserved', 'reserved>ready', 'ready>reserved']);
  });

  it('takes the late answer while nobody else has the item, and only from who held it', async () => {
    const floor = await openFloor(rig, { items: 1 });
    const [mine] = await reserve(rig, floor, 'worker01', 1);
    await expire(floor);
    const answer = { fence: mine?.fence, answer: '1', activeSeconds: 9 };
    expect((await rig.post(`/work-items/${mine?.id}/submit`, 'worker02', answer)).status).toBe(403);
    expect((await rig.post(`/work-items/${mine?.id}/submit`, 'worker01', answer)).body).toEqual({ state: 'accepted' });
  });

  it('gives back what is released', async () => {
    const floor = await openFloor(rig, { items: 1 });
    const [mine] = await reserve(rig, floor, 'worker01', 1);
    const release = (login: string, fence = mine?.fence) =>
      rig.post(`/work-items/${mine?.id}/release`, login, { fence });
    expect((await release('worker02')).status).toBe(403);
    expect((await release('worker01', 7)).body.code).toBe('stale_lease');
    expect((await release('worker01')).body).toEqual({ state: 'ready' });
    expect((await release('worker01')).status).toBe(403);
    expect(await reserve(rig, floor, 'worker02', 1)).toHaveLength(1);
  });

  it('gives back everything at once, each item judged by itself', async () => {
    const floor = await openFloor(rig, { items: 4 });
    const other = await openFloor(rig, { items: 1 });
    const [first, second, third] = await reserve(rig, floor, 'worker01', 3);
    const [elsewhere] = await reserve(rig, other, 'worker01', 1);
    const [theirs] = await reserve(rig, floor, 'worker02', 1);
    await rig.db.query('update work_item set author_id = $2, returns = 1 where id = $1', [
      second?.id,
      rig.personId('worker01'),
    ]);
    const items = [first, second, { ...third, fence: 7 }, theirs, elsewhere].map((item) => ({
      id: item?.id,
      fence: item?.fence,
    }));
    const release = (login: string) => rig.post(`/engagements/${floor.key}/work-items/releases`, login, { items });
    expect((await release('leader01')).status).toBe(403);
    expect((await release('worker09')).status).toBe(404);
    expect((await release('worker01')).body.results).toEqual([
      { id: first?.id, state: 'ready' },
      { id: second?.id, state: 'returned' },
      { id: third?.id, problem: 'stale_lease' },
      { id: theirs?.id, problem: 'stale_lease' },
      { id: elsewhere?.id, problem: 'stale_lease' },
    ]);
    expect(await itemRow(rig, first?.id as string)).toMatchObject({ state: 'ready', holder_id: null });
    expect((await history(rig, first?.id as string)).at(-1)).toContain('reserved>ready');
  });
});

describe('a pilot', () => {
  it('gives everybody each item once, also at the same time and after an expired lease', async () => {
    const workers = ['worker01', 'worker02', 'worker03'];
    const floor = await openFloor(rig, { purpose: 'pilot', items: 10, passes: 3, workers });
    const rounds = await Promise.all(
      workers.flatMap((login) =>
        [1, 2, 3].map(() => reserve(rig, floor, login, 10).then((items) => ({ login, items }))),
      ),
    );
    for (const login of workers) {
      const ids = rounds
        .filter((round) => round.login === login)
        .flatMap(({ items }) => items.map(({ externalId }) => externalId));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(10);
    }
    await expire(floor);
    // Everybody may have their own again, never another pass of the same item.
    const again = await reserve(rig, floor, 'worker01', 50);
    expect(new Set(again.map(({ externalId }) => externalId)).size).toBe(10);
    expect(again).toHaveLength(10);
    const done = await submit(rig, floor, 'worker01', again);
    expect(done.body.results.every((result: { state?: string }) => result.state === 'accepted')).toBe(true);
    expect(await reserve(rig, floor, 'worker01', 50)).toEqual([]);
  }, 30_000);

  it('gives nobody the pass that another gave back while they have one of their own, live or expired', async () => {
    const floor = await openFloor(rig, { purpose: 'pilot', items: 1, passes: 2 });
    const [first] = await reserve(rig, floor, 'worker02', 1);
    const [mine] = await reserve(rig, floor, 'worker01', 1);
    await rig.post(`/work-items/${first?.id}/release`, 'worker02', { fence: first?.fence });
    expect(await reserve(rig, floor, 'worker01', 1)).toEqual([]);
    await expire(floor);
    for (const item of await reserve(rig, floor, 'worker01', 5)) expect(item.id).toBe(mine?.id);
    expect((await reserve(rig, floor, 'worker03', 5)).map(({ id }) => id)).toEqual([first?.id]);
  });
});
