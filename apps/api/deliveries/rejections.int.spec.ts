import { rejectItems } from '@kado/workflows/test/documents';
import type { Case } from '@kado/workflows/test/rig';
import { inspect, toLots } from '@kado/workflows/test/steps';
import { StoryRig } from '../test/story-rig';

jest.setTimeout(120_000);

describe('a delivery that the client rejects by exact items', () => {
  let rig: StoryRig;
  let c: Case;
  const path = (no: number | string = 1) => `/engagements/${c.key}/deliveries/${no}/rejections`;
  const put = (items: unknown, as = 'client01', no: number | string = 1) =>
    rig.api.call('PUT', path(no), { as, body: { items } });
  const clear = (as = 'client01') => rig.api.call('DELETE', path(), { as });
  const deliveries = async (as: string) => (await rig.get(`/engagements/${c.key}/deliveries`, as)).body.items;
  const externalIds = async (lotNo: number) =>
    (
      await rig.stories.sql<{ id: string }>(
        'select w.external_id as id from work_item w join lot l on l.id = w.lot_id where l.engagement_id = $1 and l.lot_no = $2 order by w.seq',
        [c.input.engagementId, lotNo],
      )
    ).map(({ id }) => id);

  beforeAll(async () => {
    rig = await StoryRig.start();
    c = await rig.stories.engagement();
    await toLots(rig.stories, c, 2, { instalments: true });
    await inspect(rig.stories, c, 1, 1, 0);
    await rig.stories.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
    await rig.stories.task(c, 'send_delivery');
  });
  afterAll(() => rig.stop());

  it('takes no names before it is sent', async () => {
    const [one] = await externalIds(1);
    const items = [{ externalId: one, code: 'wrong_value' }];
    expect(await put(items)).toMatchObject({ status: 404, body: { code: 'delivery_not_found' } });
    await rig.stories.decide(c, 'send_delivery', 'manager01', 'sent');
    await rig.stories.task(c, 'accept_delivery');
    expect((await deliveries('client01'))[0]).toMatchObject({
      deliveryNo: 1,
      lotNos: [1],
      status: 'sent',
      acceptedVia: null,
      rejectedItems: 0,
    });
    for (const no of ['2', '0', 'x', '1e3', '999999999999'])
      expect(await put(items, 'client01', no)).toMatchObject({ status: 404, body: { code: 'delivery_not_found' } });
  });

  it('names every faulty row with its pointer', async () => {
    const [one] = await externalIds(1);
    const [other] = await externalIds(2);
    const reply = await put([
      { externalId: one, code: 'wrong_value' },
      { externalId: 'd-9999', code: 'wrong_value' },
      { externalId: other, code: 'wrong_value' },
      { externalId: one, code: 'wrong_value' },
      { externalId: `x'); drop table delivery; --`, code: 'rude' },
    ]);
    expect(reply.status).toBe(422);
    expect(reply.body.errors.map((e: { pointer: string; code: string }) => [e.pointer, e.code])).toEqual([
      ['/items/1/externalId', 'item_unknown'],
      ['/items/2/externalId', 'not_in_delivery'],
      ['/items/3/externalId', 'duplicate'],
      ['/items/4/externalId', 'item_unknown'],
      ['/items/4/code', 'code_unknown'],
    ]);
    expect((await put([])).status).toBe(422);
    expect((await put(Array.from({ length: 1001 }, (_, n) => ({ externalId: `${n}`, code: 'other' })))).status).toBe(
      422,
    );
    expect((await put([{ externalId: one, code: 'other', comment: '\ud800' }])).status).toBe(422);
    expect((await put('all of them')).status).toBe(422);
    expect((await rig.get(path(), 'client01')).body.items).toEqual([]);
  });

  it('replaces the set, takes it back, and is for the client alone', async () => {
    const [one, two, three] = await externalIds(1);
    expect((await put([{ externalId: one, code: 'wrong_value' }], 'manager01')).status).toBe(403);
    expect((await put([{ externalId: one, code: 'wrong_value' }], 'client02')).status).toBe(404);
    const first = await put([
      { externalId: two, code: 'wrong_value', comment: '7ではなく1' },
      { externalId: one, code: 'unreadable' },
    ]);
    expect(first).toMatchObject({
      status: 200,
      body: {
        deliveryNo: 1,
        status: 'sent',
        items: [
          { externalId: one, code: 'unreadable', name: { ja: '読み取れない' }, comment: '' },
          { externalId: two, code: 'wrong_value', comment: '7ではなく1' },
        ],
      },
    });
    const together = await Promise.all([
      put([{ externalId: one, code: 'other' }]),
      put([{ externalId: three, code: 'other' }]),
    ]);
    expect(together.map(({ status }) => status)).toEqual([200, 200]);
    expect((await rig.get(path(), 'director01')).body.items).toHaveLength(1);
    expect((await rig.get(path(), 'worker01')).status).toBe(403);
    expect(await clear()).toMatchObject({ status: 200, body: { items: [] } });
    expect((await clear()).status).toBe(200);
    const accept = await rig.stories.task(c, 'accept_delivery');
    expect(await rig.complete(accept.id, 'client01', { outcome: 'rejected', reason: '誤り' })).toMatchObject({
      status: 409,
      body: { reason: 'no_rejected_items' },
    });
    await put([{ externalId: one, code: 'other' }]);
    expect(await rig.complete(accept.id, 'client01', { outcome: 'accepted' })).toMatchObject({
      status: 409,
      body: { reason: 'rejected_items_named', params: { named: 1 } },
    });
  });

  it('keeps the names while on hold, and takes no others', async () => {
    const [one] = await externalIds(1);
    await rig.order(c, 'hold', 'manager01', { reason: '確認' });
    expect(await put([{ externalId: one, code: 'other' }])).toMatchObject({
      status: 409,
      body: { code: 'on_hold', heldStage: 'production', by: { role: 'manager', person: null } },
    });
    await rig.order(c, 'resume', 'manager01');
  });

  it('sends exactly these items back to their authors, who read why', async () => {
    const [one, two] = await externalIds(1);
    await put([
      { externalId: one, code: 'wrong_value', comment: '7ではなく1' },
      { externalId: two, code: 'unreadable' },
    ]);
    const accept = await rig.stories.task(c, 'accept_delivery');
    expect((await rig.complete(accept.id, 'client01', { outcome: 'rejected', reason: '2件の誤り' })).status).toBe(200);
    await rig.stories.lotRound(c, 1, 2);
    for (const as of ['client01', 'manager01'])
      expect(await deliveries(as)).toMatchObject([
        { status: 'rejected', rejectedItems: 2, acceptedVia: null, lotNos: [1] },
      ]);
    expect((await rig.get(`/engagements/${c.key}`)).body.deliveries).toEqual({
      total: 1,
      built: 0,
      sent: 0,
      accepted: 0,
      rejected: 1,
    });
    expect(await put([{ externalId: one, code: 'other' }])).toMatchObject({
      status: 409,
      body: { code: 'not_waiting_for_acceptance', deliveryStatus: 'rejected' },
    });
    const rows = await rig.stories.sql<{ id: string; external_id: string }>(
      `select id, external_id from work_item where engagement_id = $1 and state = 'returned' order by seq`,
      [c.input.engagementId],
    );
    expect(rows.map((row) => row.external_id)).toEqual([one, two]);
    // the author of the stories is worker01
    const item = (await rig.get(`/work-items/${rows[0]?.id}`, 'worker01')).body;
    expect(item).toMatchObject({
      state: 'returned',
      returnCode: 'wrong_value',
      rejection: { deliveryNo: 1, code: 'wrong_value', name: { ja: '値が違う' }, comment: '7ではなく1' },
    });
    await rig.post(`/engagements/${c.key}/manuals/1/acknowledgement`, 'worker01');
    const taken = await rig.post(`/engagements/${c.key}/work-items/reserve`, 'worker01', { limit: 2 });
    expect(taken.body.items).toMatchObject([
      { externalId: one, returned: { code: 'wrong_value', comment: '7ではなく1' } },
      { externalId: two, returned: { code: 'unreadable' } },
    ]);
    const told = (await rig.told(c, 'client01')).map(({ textJa }) => textJa);
    expect(told).toContain('納品1の不合格を2件指定しました');
    expect(told).toContain('納品1で不合格の2件を作成者に戻しました');
    expect(told).toContain('「検収（納品1）」: 不合格');
  });
});

describe('names that come after the decision was judged', () => {
  it('lead to no rejection: the delivery is accepted as a whole', async () => {
    let nameLate: (() => Promise<unknown>) | undefined;
    const rig = await StoryRig.start({
      change: (activities) => ({
        ...activities,
        reviewDecision: async (input) => {
          const reviewed = await activities.reviewDecision(input);
          await nameLate?.();
          return reviewed;
        },
      }),
    });
    try {
      const c = await rig.stories.engagement();
      await toLots(rig.stories, c, 1);
      await inspect(rig.stories, c, 1, 1, 0);
      await rig.stories.decide(c, 'decide_lot', 'director01', 'approved', { lotNo: 1 });
      await rig.stories.decide(c, 'send_delivery', 'manager01', 'sent');
      const { id } = await rig.stories.task(c, 'accept_delivery');
      nameLate = () => rejectItems(rig.stories, c, 1, 3);
      expect((await rig.complete(id, 'client01', { outcome: 'accepted' })).status).toBe(200);
      nameLate = undefined;
      expect((await rig.get(`/engagements/${c.key}/lots`)).body.items).toMatchObject([{ stage: 'accepted' }]);
      const [items] = await rig.stories.sql(
        `select count(*)::int as n from work_item where engagement_id = $1 and state <> 'client_accepted'`,
        [c.input.engagementId],
      );
      expect(items).toEqual({ n: 0 });
    } finally {
      await rig.stop();
    }
  });
});
