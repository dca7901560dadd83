import { DEMO_PASSWORD } from '@kado/persistence/seeds/demo-accounts';
import { SignJWT } from 'jose';
import { ApiRig } from '../test/rig';

jest.setTimeout(60_000);

describe('signing in', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await ApiRig.start();
  });
  afterAll(() => api.stop());

  const signIn = (login: unknown, password: unknown) =>
    api.call('POST', '/auth/token', { key: null, body: { login, password } });

  it('gives a bearer token for 15 minutes that says who I am', async () => {
    const { status, body, headers } = await signIn('manager01', DEMO_PASSWORD);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 900, person: { roles: ['manager'] } });
    const me = await api.call('GET', '/me', { headers: { authorization: `Bearer ${body.accessToken}` } });
    expect(me).toMatchObject({
      status: 200,
      body: {
        login: 'manager01',
        roles: [{ role: 'manager', site: { code: 'SHIOJIRI' }, client: null }],
        memberships: [],
      },
    });
  });

  it('answers an unknown login and a wrong password alike, in words and roughly in time', async () => {
    const time = async (login: string) => {
      const began = performance.now();
      const answer = await signIn(login, 'wrong');
      const { traceId: _, ...said } = answer.body;
      return { ms: performance.now() - began, status: answer.status, said };
    };
    await time('nobody-at-all');
    const unknown = [await time('nobody-at-all'), await time('nobody-else'), await time('nobody-more')];
    const known = [await time('director01'), await time('director02'), await time('director03')];
    expect(unknown[0]?.status).toBe(401);
    expect(unknown[0]?.said).toEqual(known[0]?.said);
    const best = (list: { ms: number }[]) => Math.min(...list.map(({ ms }) => ms));
    expect(best(unknown)).toBeGreaterThan(best(known) / 4);
  });

  it('locks an account for five minutes after ten failures, without telling', async () => {
    for (let n = 0; n < 10; n++) expect((await signIn('worker01', 'wrong')).status).toBe(401);
    expect(await signIn('worker01', DEMO_PASSWORD)).toMatchObject({ status: 401, body: { code: 'login_failed' } });
    await api.db.query(`update account set locked_until = now() - interval '1 second' where login = 'worker01'`);
    expect((await signIn('worker01', DEMO_PASSWORD)).status).toBe(200);
    const { rows } = await api.db.query(
      `select after from audit_log where operation = 'auth.fail' and entity_id = (select id::text from account where login = 'worker01') order by id`,
    );
    expect(rows).toHaveLength(10);
    expect(rows.at(-1)?.after).toEqual({ locked: true });
  });

  it('refuses bodies that are none with a clear 4xx', async () => {
    for (const body of [
      {},
      [],
      { login: 1, password: 2 },
      { login: 'x', password: 'y', more: 1 },
      { login: 'x'.repeat(9999), password: 'p' },
    ])
      expect((await api.call('POST', '/auth/token', { key: null, body })).status).toBe(422);
    expect((await signIn('a\u0000b', 'x')).status).toBe(422);
  });

  it('takes no token of another secret, algorithm or time, and none of a disabled account', async () => {
    const me = (token: string) => api.call('GET', '/me', { headers: { authorization: `Bearer ${token}` } });
    const payload = (secret: string, exp: string, alg = 'HS256') =>
      new SignJWT({})
        .setProtectedHeader({ alg })
        .setSubject(api.personId('manager02'))
        .setIssuer('kado')
        .setAudience('kado-api')
        .setExpirationTime(exp)
        .sign(new TextEncoder().encode(secret.padEnd(64, '!')));
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: api.personId('manager02') })).toString('base64url')}.`;
    for (const token of [await payload('other', '5m'), await payload('other', '5m', 'HS512'), none, 'x', ''])
      expect((await me(token)).status).toBe(401);
    expect((await api.get('/me', 'manager02')).status).toBe(200);
    await api.db.query(`update account set disabled_at = now() where login = 'manager02'`);
    expect(await api.get('/me', 'manager02')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await signIn('manager02', DEMO_PASSWORD)).status).toBe(401);
  });

  it('takes a role away at once', async () => {
    expect((await api.get('/clients', 'coordinator02')).status).toBe(200);
    await api.db.query('delete from role_grant where person_id = $1', [api.personId('coordinator02')]);
    expect((await api.get('/clients', 'coordinator02')).status).toBe(403);
  });
});
