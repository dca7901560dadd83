import { ApiRig } from '../test/rig';

let rig: ApiRig;
let key: string;
let id: string;
beforeAll(async () => {
  rig = await ApiRig.start();
  key = 'KADO-2026-5001';
  id = await rig.insertEngagement({
    key,
    clientCode: 'C-001',
    siteCode: 'SHIOJIRI',
    stage: 'decomposition',
    members: [
      { login: 'director01', role: 'director' },
      { login: 'worker01', role: 'teleworker' },
    ],
  });
}, 60_000);
afterAll(() => rig.stop());

const step = {
  code: 'label',
  nameJa: 'ラベル付け',
  mode: 'item',
  after: [],
  itemMinutesMax: 5,
  interruptible: true,
  dataLevel: 'none',
  device: 'any',
  skills: ['labelling'],
  place: 'home',
  standardSeconds: 10,
};
const qa = { review: { firstItems: 30, rate: 0.3 }, gold: { enabled: true }, inspection: { aql: 4 }, lots: 4 };
const plan = (change: object = {}) => ({ plan: { steps: [step], qa, ...change }, manualVersion: 1 });
const write = (body: object, as = 'director01') => rig.post(`/engagements/${key}/plans`, as, body);

describe('manual and plan', () => {
  it('are versions with a hash; the manual is read by the team once it is published', async () => {
    const sections = [{ code: 'digits', titleJa: '数字の読み方', bodyJa: '0から9のどれかを答えます。' }];
    expect(await write(plan())).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/manualVersion', code: 'no_such_version' }] },
    });
    const manual = await rig.post(`/engagements/${key}/manuals`, 'director01', { sections });
    expect(manual).toMatchObject({
      status: 201,
      body: { version: 1, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const first = await write(plan());
    expect(first).toMatchObject({ status: 201, body: { version: 1 } });
    const [second, third] = await Promise.all([write(plan()), write(plan({ qa: { ...qa, lots: 2 } }))]);
    expect([second?.body.version, third?.body.version].sort()).toEqual([2, 3]);
    expect(second?.body.contentHash).toBe(first.body.contentHash);
    expect((await rig.get(`/engagements/${key}/plans?limit=2`, 'manager01')).body).toMatchObject({
      items: [{ version: 3 }, { version: 2 }],
      nextCursor: expect.any(String),
    });

    const read = (path: string) => rig.get(`/engagements/${key}/manuals${path}`, 'worker01');
    expect((await read('')).body.items).toEqual([]);
    expect((await read('/1')).body.code).toBe('manual_not_found');
    const acknowledge = (version: string) =>
      rig.post(`/engagements/${key}/manuals/${version}/acknowledgement`, 'worker01');
    expect((await acknowledge('1')).body.code).toBe('manual_not_published');
    await rig.db.query('update manual_version set published_at = now() where engagement_id = $1', [id]);
    expect((await read('/1')).body).toMatchObject({ version: 1, sections, acknowledged: false });
    expect((await acknowledge('1')).body).toEqual({ version: 1, acknowledgedVersion: 1 });
    expect((await read('/1')).body.acknowledged).toBe(true);
    expect((await rig.get(`/engagements/${key}/manuals/1`, 'director01')).body.acknowledged).toBeNull();
    expect((await acknowledge('2')).status).toBe(404);
    expect((await acknowledge('x')).status).toBe(404);
  });

  it('answer every fault of a plan with its pointer', async () => {
    const steps = [
      { ...step, after: ['check'], standardSeconds: 400 },
      { ...step, code: 'check', after: ['label', 'nothing'] },
    ];
    const reply = await write(plan({ steps, qa: { ...qa, lots: 0 } }));
    expect(reply).toMatchObject({ status: 422, body: { code: 'plan_invalid' } });
    expect(reply.body.errors.map((e: { pointer: string; code: string }) => `${e.pointer} ${e.code}`).sort()).toEqual([
      '/plan/qa/lots lots_invalid',
      '/plan/steps/0/after/0 cycle',
      '/plan/steps/0/standardSeconds standard_over_item_size',
      '/plan/steps/1/after/0 cycle',
      '/plan/steps/1/after/1 unknown_predecessor',
    ]);
    expect((await write(plan({ qa: { ...qa, inspection: { aql: 3 } } }))).body.errors).toMatchObject([
      { pointer: '/plan/qa/inspection/aql' },
    ]);
  });

  it("are the director's, in their stage", async () => {
    expect((await write(plan(), 'manager01')).status).toBe(403);
    expect((await write(plan(), 'director02')).status).toBe(404);
    // while the work runs it is a draft that changes nothing
    await rig.db.query(`update engagement set stage = 'production' where id = $1`, [id]);
    expect(await write(plan())).toMatchObject({ status: 201, body: { version: 4 } });
    expect((await rig.get(`/engagements/${key}/plans?limit=1`, 'manager01')).body.items).toMatchObject([
      { version: 4, status: 'draft' },
    ]);
    await rig.db.query(`update engagement set stage = 'closing' where id = $1`, [id]);
    expect(await write(plan())).toMatchObject({ status: 409, body: { code: 'wrong_stage', stage: 'closing' } });
  });
});
