import { randomUUID } from 'node:crypto';
import { ApiRig } from '../test/rig';

jest.setTimeout(60_000);

const CLAUSES = {
  scope: 'データ入力',
  category: 'back_office',
  mode: 'item',
  volume: 100,
  deliveryDue: '2027-03-31',
  qualityTarget: 0.97,
  dataClass: 'none',
  place: 'home',
  priceModel: 'per_item',
  acceptanceWindowDays: 10,
  deemedAcceptance: false,
};

describe('idempotent writes', () => {
  let api: ApiRig;
  const path = '/engagements/KADO-2025-0001/requirements';
  beforeAll(async () => {
    api = await ApiRig.start();
    const id = await api.insertEngagement({
      key: 'KADO-2025-0001',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      stage: 'requirements',
    });
    await api.insertTask(id, 'KADO-2025-0001-T1', 'draft_requirements', 'manager');
  });
  afterAll(() => api.stop());

  const versions = async (): Promise<number> =>
    (await api.db.query('select count(*)::int as n from requirement_version')).rows[0].n;
  const audits = async (operation: string): Promise<number> =>
    (await api.db.query('select count(*)::int as n from audit_log where operation = $1', [operation])).rows[0].n;

  it('need a usable key', async () => {
    for (const key of [null, ' ', 'x'.repeat(201), 'with space inside'])
      expect(
        (
          await api.call('POST', path, {
            as: 'manager01',
            body: CLAUSES,
            key,
            headers: key === ' ' ? { 'idempotency-key': ' ' } : {},
          })
        ).status,
      ).toBe(400);
    expect((await api.post(path, 'manager01', CLAUSES, null)).body.code).toBe('idempotency_key_missing');
    expect(await versions()).toBe(0);
  });

  it('happen once when the same key comes many times at once, and everybody reads the one answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 12 }, () => api.post(path, 'manager01', CLAUSES, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await versions()).toBe(1);
    expect(await audits('requirements.write')).toBe(1);
  });

  it('tell another body, whatever the order of its members, from the same', async () => {
    const key = randomUUID();
    const first = await api.post(path, 'manager01', CLAUSES, key);
    const turned = Object.fromEntries(Object.entries(CLAUSES).reverse());
    expect((await api.post(path, 'manager01', turned, key)).body).toEqual(first.body);
    expect(await api.post(path, 'manager01', { ...CLAUSES, volume: 101 }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  it('keep keys of different people and routes apart', async () => {
    const key = randomUUID();
    const before = await versions();
    expect((await api.post(path, 'manager01', CLAUSES, key)).status).toBe(201);
    expect((await api.post(path, 'manager02', CLAUSES, key)).status).toBe(201);
    expect((await api.post('/human-tasks/KADO-2025-0001-T1/claim', 'manager01', undefined, key)).status).toBe(200);
    expect(await versions()).toBe(before + 2);
    expect((await api.post('/human-tasks/KADO-2025-0001-T1/release', 'manager01', undefined, key)).status).toBe(200);
  });

  it('leave nothing when they are refused, so that the same key works once the reason is gone', async () => {
    const key = randomUUID();
    await api.db.query(`update engagement set stage = 'closing'`);
    expect(await api.post(path, 'manager01', CLAUSES, key)).toMatchObject({
      status: 409,
      body: { code: 'wrong_stage', stage: 'closing' },
    });
    expect((await api.db.query('select 1 from command where idempotency_key = $1', [key])).rowCount).toBe(0);
    await api.db.query(`update engagement set stage = 'requirements'`);
    expect((await api.post(path, 'manager01', CLAUSES, key)).status).toBe(201);
  });

  it('count versions without gaps or repeats when different people write at once', async () => {
    const before = await versions();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => api.post(path, n % 2 ? 'manager01' : 'manager02', CLAUSES)),
    );
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 8 }, (_, n) => before + 1 + n),
    );
  });

  it('let one person have a task, whoever asks at the same moment', async () => {
    const claims = await Promise.all(
      ['manager01', 'manager02', 'manager03'].map((login) => api.post('/human-tasks/KADO-2025-0001-T1/claim', login)),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const [refused] = claims.filter(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'claimed_by_other', claimedBy: { name: expect.any(String) } });
  });

  it('answer 409 while the same key is with the engine, for a minute at most', async () => {
    const key = randomUUID();
    const [client] = (await api.get('/clients?limit=1', 'manager01')).body.items;
    const order = { clientId: client.id, title: 'Slow', category: 'back_office' };
    const slow = api.post('/engagements', 'manager01', order, key);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const second = await api.post('/engagements', 'manager01', order, key);
    expect(second).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_flight' } });
    expect(Number(second.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await slow).status).toBe(503);
  });
});
