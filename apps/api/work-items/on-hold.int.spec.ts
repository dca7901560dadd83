import { ApiRig } from '../test/rig';
import { type Floor, itemRow, openFloor, reserve, submit } from '../test/work-floor';

let rig: ApiRig;
beforeAll(async () => {
  rig = await ApiRig.start();
}, 60_000);
afterAll(() => rig.stop());

const stageOf = (floor: Floor, stage: string, held: string | null = null) =>
  rig.db.query(
    `update engagement set stage = $2, held_stage = $3, held_since = case when $3::text is not null then now() end where id = $1`,
    [floor.id, stage, held],
  );
const ask = (floor: Floor, login: string, limit = 2) =>
  rig.post(`/engagements/${floor.key}/work-items/reserve`, login, { limit });

describe('work on an engagement that stands still', () => {
  it('is not handed out on hold; what one holds is finished or given back', async () => {
    const floor = await openFloor(rig, { items: 6, review: { firstItems: 60, rate: 1 } });
    const held = await reserve(rig, floor, 'worker01', 3);
    await submit(rig, floor, 'worker01', held.slice(0, 1));
    await stageOf(floor, 'on_hold', 'production');
    expect(await ask(floor, 'worker02')).toMatchObject({ status: 409, body: { code: 'on_hold', stage: 'on_hold' } });
    expect(await rig.post(`/engagements/${floor.key}/reviews/reserve`, 'leader01', { limit: 5 })).toMatchObject({
      status: 409,
      body: { code: 'on_hold' },
    });
    expect((await submit(rig, floor, 'worker01', held.slice(1, 2))).body.results).toMatchObject([
      { state: 'in_review' },
    ]);
    const last = held[2] as (typeof held)[number];
    expect((await rig.post(`/work-items/${last.id}/release`, 'worker01', { fence: last.fence })).status).toBe(200);
    await stageOf(floor, 'production');
    expect((await ask(floor, 'worker02')).body.items).toHaveLength(2);
  });

  it('is not handed out while it is being cancelled; what was stopped is stale', async () => {
    const floor = await openFloor(rig, { items: 2 });
    const held = await reserve(rig, floor, 'worker01', 1);
    await stageOf(floor, 'cancelling');
    expect(await ask(floor, 'worker01')).toMatchObject({ status: 409, body: { code: 'wrong_stage' } });
    await rig.db.query(`update work_item set state = 'void', holder_id = null where engagement_id = $1`, [floor.id]);
    expect((await submit(rig, floor, 'worker01', held)).body.results).toMatchObject([{ problem: 'stale_lease' }]);
    expect(await itemRow(rig, held[0]?.id as string)).toMatchObject({ state: 'void', answer: null });
  });

  it('finds nobody by offers, and an offer that stands is not taken up', async () => {
    const floor = await openFloor(rig, { workers: ['worker01'] });
    const offer = {
      role: 'teleworker',
      purpose: 'team',
      hoursPerWeek: 10,
      hourlyYen: 1200,
      expiresAt: '2049-01-01T00:00:00Z',
    };
    const send = (login: string) =>
      rig.post(`/engagements/${floor.key}/offers`, 'coordinator01', { ...offer, personIds: [rig.personId(login)] });
    const sent = await send('worker05');
    expect(sent.status).toBe(201);
    await stageOf(floor, 'on_hold', 'production');
    expect(await send('worker06')).toMatchObject({ status: 409, body: { code: 'on_hold' } });
    const [{ id }] = sent.body.items;
    expect(await rig.post(`/offers/${id}/accept`, 'worker05', {})).toMatchObject({
      status: 409,
      body: { code: 'on_hold' },
    });
    expect((await rig.post(`/offers/${id}/decline`, 'worker05', {})).status).toBe(200);
  });

  it('keeps documents as they are', async () => {
    const floor = await openFloor(rig);
    await stageOf(floor, 'on_hold', 'requirements');
    const clauses = {
      scope: 'x',
      category: 'digital_data',
      mode: 'item',
      volume: 5,
      deliveryDue: '2027-03-31',
      qualityTarget: 0.9,
      dataClass: 'none',
      place: 'home',
      priceModel: 'per_item',
      acceptanceWindowDays: 10,
      deemedAcceptance: false,
    };
    expect(await rig.post(`/engagements/${floor.key}/requirements`, 'manager01', clauses)).toMatchObject({
      status: 409,
      body: { code: 'on_hold', allowed: ['requirements'] },
    });
  });
});
