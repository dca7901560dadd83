import { loadSettings } from '@kado/config/settings';
import { createApp } from '../app';
import { ApiRig } from '../test/rig';

jest.setTimeout(60_000);

describe('what a client may send', () => {
  let api: ApiRig;
  let client: string;
  beforeAll(async () => {
    api = await ApiRig.start();
    client = (await api.get('/clients?limit=1', 'manager01')).body.items[0].id;
    await api.insertEngagement({
      key: 'KADO-2026-0001',
      clientCode: 'C-001',
      siteCode: 'SHIOJIRI',
      stage: 'requirements',
    });
  });
  afterAll(() => api.stop());

  const start = (body: unknown, headers?: Record<string, string>) =>
    api.call('POST', '/engagements', { as: 'manager01', body, headers });

  it('names each wrong field by its pointer, in the language asked for', async () => {
    const body = { clientId: 'x', title: ' ', category: 'none', extra: 1, deliveryDue: '2026-02-31' };
    const en = await start(body);
    expect(en.status).toBe(422);
    expect(en.headers.get('content-type')).toContain('application/problem+json');
    expect(en.headers.get('x-request-id')).toBe(en.body.traceId);
    expect(en.body).toMatchObject({
      type: 'urn:kado:problem:invalid_fields',
      status: 422,
      instance: '/api/v1/engagements',
      code: 'invalid_fields',
    });
    const pointers = Object.fromEntries(
      en.body.errors.map((e: { pointer: string; code: string }) => [e.pointer, e.code]),
    );
    expect(pointers).toEqual({
      '/clientId': 'not_uuid',
      '/title': 'required',
      '/category': 'unknown_value',
      '/extra': 'unknown_field',
      '/deliveryDue': 'not_date',
    });
    const ja = await start(body, { 'accept-language': 'fr;q=0.9, ja;q=0.8, en;q=0.5' });
    expect(ja.body.title).toBe('入力に誤りがあります。');
    expect(ja.body.errors[0].detail).toMatch(/[ぁ-ん]/);
  });

  it('tells a missing field from one of the wrong type', async () => {
    const { body } = await start({ title: 5, category: 'back_office' });
    const codes = Object.fromEntries(body.errors.map((e: { pointer: string; code: string }) => [e.pointer, e.code]));
    expect(codes).toEqual({ '/clientId': 'required', '/title': 'wrong_type' });
  });

  it.each([
    ['no JSON', '{', 400, 'malformed_json'],
    ['a bare value', '5', 400, 'malformed_json'],
    ['nothing', '', 422, 'invalid_fields'],
    ['a list for an object', '[]', 422, 'invalid_fields'],
    ['NUL in a text', '{"title":"a\\u0000b"}', 422, 'invalid_fields'],
    ['half a character', '{"title":"a\\ud800b"}', 422, 'invalid_fields'],
    ['NUL in a name', '{"ti\\u0000tle":1}', 400, 'malformed_request'],
    ['bottomless nesting', `{"title":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422, 'invalid_fields'],
    ['a huge number', '{"title":1e999}', 422, 'invalid_fields'],
    ['too much', `{"title":"${'x'.repeat(3_000_000)}"}`, 413, 'body_too_large'],
    ['__proto__', '{"__proto__":{"admin":true}}', 422, 'invalid_fields'],
  ])('%s is refused', async (_, body, status, code) => {
    expect(await start(body)).toMatchObject({ status, body: { code } });
  });

  it('refuses other content types and broken encodings', async () => {
    expect(await start('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type' },
    });
    expect((await start('{}', { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await start('{}', { 'content-type': 'application/json; charset=utf-99' })).status).toBe(415);
  });

  it.each([
    ['/engagements?limit=-1', 400],
    ['/engagements?limit=0', 400],
    ['/engagements?limit=201', 400],
    ['/engagements?limit=1e9', 400],
    ['/engagements?limit=abc', 400],
    ['/engagements?limit=10&limit=20', 400],
    ['/engagements?cursor=abc', 400],
    ['/engagements?cursor=WyIyMDI2LTAyLTMxVDAwOjAwOjAwLjAwMDAwMFoiLCJ4Il0', 400],
    ['/engagements?sort=title', 400],
    ['/engagements?stage=nowhere', 400],
    ['/engagements?clientId=1', 400],
    ['/engagements?dueBefore=yesterday', 400],
    ['/engagements?stage[]=inquiry', 400],
    ['/human-tasks?mine=perhaps', 400],
    ['/people?q=%00', 400],
    ['/people?q=%ff', 400],
    ['/engagements/%00', 400],
    ['/engagements/%E0%A4%A', 400],
    ['/engagements/nothing', 404],
    ['/engagements/00000000-0000-7000-8000-000000000000', 404],
    ['/human-tasks/KADO-2026-0001-T1', 404],
    ['/operations/1', 404],
    ['/no/such/route', 404],
    ['/api/v2/engagements', 404],
  ])('GET %s is a clear %i', async (path, status) => {
    const answer = await api.get(path, 'manager01');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('problem+json'),
    ]);
  });

  it('answers 503 with Retry-After while the engine is away, keeps nothing, and binds the same engagement to the same key', async () => {
    const body = { clientId: client, title: 'While Temporal is away', category: 'back_office' };
    const once = await api.post('/engagements', 'manager01', body, 'away-1');
    expect(once).toMatchObject({ status: 503, body: { code: 'engine_unavailable' } });
    expect(once.headers.get('retry-after')).toBe('5');
    expect((await api.post('/engagements', 'manager01', body, 'away-1')).status).toBe(503);
    const { rows } = await api.db.query(`select engagement_key, state from command where idempotency_key = 'away-1'`);
    expect(rows).toEqual([{ engagement_key: expect.stringMatching(/^KADO-\d{4}-\d{4}$/), state: 'in_flight' }]);
    expect((await api.post('/engagements', 'manager01', { ...body, title: 'Other' }, 'away-1')).body.code).toBe(
      'idempotency_key_reused',
    );
  }, 30_000);

  it('names each part that is not ready', async () => {
    const { status, body } = await api.get('/readyz');
    expect(status).toBe(503);
    expect(body.checks).toMatchObject({
      database: { status: 'ok' },
      migrations: { status: 'ok' },
      temporal: { status: 'failed' },
      worker: { status: 'failed' },
    });
    expect((await api.get('/healthz')).status).toBe(200);
  });

  it('answers 503 with Retry-After while the database is away, and comes up without it', async () => {
    const alone = await createApp(
      loadSettings({
        DATABASE_URL: 'postgres://kado_app@127.0.0.1:1/kado',
        KADO_JWT_SECRET: 'x'.repeat(32),
        LOG_LEVEL: 'silent',
        TEMPORAL_ADDRESS: '127.0.0.1:1',
      }),
    );
    await alone.listen(0, '127.0.0.1');
    const base = await alone.getUrl();
    const signIn = await fetch(`${base}/api/v1/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'manager01', password: 'x' }),
    });
    expect([signIn.status, signIn.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await signIn.json()).toMatchObject({ code: 'database_unavailable' });
    const ready = await fetch(`${base}/readyz`);
    expect(await ready.json()).toMatchObject({ checks: { database: { status: 'failed' } } });
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    await alone.close();
  });

  it('serves its description and docs', async () => {
    expect((await api.get('/api/openapi.json')).body.openapi).toBe('3.1.0');
    expect((await api.get('/api/docs')).status).toBe(200);
  });
});
