import { SESSION_IDLE_SECONDS, SESSION_SECONDS, Tokens } from '@kado/auth/tokens';
import { DEMO_PASSWORD } from '@kado/persistence/seeds/demo-accounts';
import { decodeJwt } from 'jose';
import { ApiRig, SECRET } from '../test/rig';

jest.setTimeout(60_000);

const tokens = new Tokens(SECRET);
const MINUTE = 60_000;
const SAME = { 'sec-fetch-site': 'same-origin' };

describe('a session by cookie', () => {
  let api: ApiRig;
  beforeAll(async () => {
    api = await ApiRig.start();
  });
  afterAll(() => api.stop());

  const signIn = (login: string, headers: Record<string, string> = SAME, password = DEMO_PASSWORD) =>
    api.call('POST', '/auth/session', { key: null, body: { login, password }, headers });
  const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const tokenOf = (headers: Headers): string => cookieOf(headers).replace('kado_session=', '');
  const me = (cookie: string, headers: Record<string, string> = {}) =>
    api.call('GET', '/me', { headers: { cookie, ...headers } });
  const write = (cookie: string, headers: Record<string, string>) =>
    api.call('POST', '/notices/read-all', { headers: { cookie, ...headers } });
  /** As it would be had it been signed in and used last so long ago. */
  const cookieFrom = async (login: string, signedInMs: number, usedMs: number): Promise<string> => {
    const ago = (ms: number) => new Date(Date.now() - ms);
    const content = { personId: api.personId(login), signedInAt: ago(signedInMs), sessionId: 's' };
    return `kado_session=${await tokens.signSession(content, ago(usedMs))}`;
  };

  it('says who I am and sets a cookie that neither scripts nor other sites get hold of', async () => {
    const { status, body, headers } = await signIn('manager01');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^kado_session=[\w.-]+; Path=\/api; HttpOnly; SameSite=Strict$/),
    ]);
    const answer = await me(`other=1; ${cookieOf(headers)}; last=2`);
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.body.login).toBe('manager01');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { rows } = await api.db.query(
      `select operation from audit_log where entity_id = (select id::text from account where login = 'manager01') order by id desc limit 1`,
    );
    expect(rows).toEqual([{ operation: 'auth.startSession' }]);
  });

  it('is refused as a bearer token is, and sets no cookie then', async () => {
    for (const [login, password] of [
      ['nobody', DEMO_PASSWORD],
      ['manager01', 'wrong'],
    ] as const) {
      const { status, body, headers } = await signIn(login, SAME, password);
      expect([status, body.code, headers.getSetCookie()]).toEqual([401, 'login_failed', []]);
    }
    for (let n = 0; n < 10; n++) await signIn('worker02', SAME, 'wrong');
    expect((await signIn('worker02')).status).toBe(401);
  });

  it('goes on while it is used, and keeps its beginning', async () => {
    const young = await me(await cookieFrom('manager01', 4 * MINUTE, 4 * MINUTE));
    expect([young.status, young.headers.getSetCookie()]).toEqual([200, []]);
    const old = await me(await cookieFrom('manager01', 3 * 60 * MINUTE, 6 * MINUTE));
    expect(old.status).toBe(200);
    const { auth_time, iat, exp, sid } = decodeJwt(tokenOf(old.headers));
    expect(Date.now() / 1000 - Number(auth_time)).toBeCloseTo(3 * 3600, -2);
    expect(Number(exp) - Number(iat)).toBe(SESSION_IDLE_SECONDS);
    expect(sid).toBe('s');
  });

  it('ends when nobody uses it for an hour, and after 12 hours whatever happens', async () => {
    expect((await me(await cookieFrom('manager01', 59 * MINUTE, 59 * MINUTE))).status).toBe(200);
    expect((await me(await cookieFrom('manager01', 61 * MINUTE, 61 * MINUTE))).status).toBe(401);
    const late = await me(await cookieFrom('manager01', SESSION_SECONDS * 1000 - 10 * MINUTE, 6 * MINUTE));
    expect(late.status).toBe(200);
    const { auth_time, exp } = decodeJwt(tokenOf(late.headers));
    expect(Number(exp) - Number(auth_time)).toBe(SESSION_SECONDS);
    expect((await me(await cookieFrom('manager01', SESSION_SECONDS * 1000 + MINUTE, 0))).status).toBe(401);
  });

  it('is not kept alive by a stream that a forgotten page opens', async () => {
    const cookie = await cookieFrom('manager01', 10 * MINUTE, 10 * MINUTE);
    const { status, headers } = await api.call('HEAD', '/events', { headers: { cookie } });
    expect([status, headers.getSetCookie()]).toEqual([200, []]);
  });

  it('takes nothing that was tampered with, and neither token in the place of the other', async () => {
    const cookie = cookieOf((await signIn('manager01')).headers);
    const token = cookie.replace('kado_session=', '');
    const [head, , signature] = token.split('.');
    const other = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: api.personId('manager02') }));
    for (const bad of ['', 'x', `${token}x`, `${head}.${other.toString('base64url')}.${signature}`])
      expect((await me(`kado_session=${bad}`)).status).toBe(401);
    const stranger = await new Tokens('another secret of at least 32 characters').signSession({
      personId: api.personId('manager01'),
    });
    expect((await me(`kado_session=${stranger}`)).status).toBe(401);
    expect((await api.get('/me', undefined, { authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await me(`kado_session=${await api.token('manager01')}`)).status).toBe(401);
  });

  it('counts only where no bearer token is sent', async () => {
    const cookie = cookieOf((await signIn('manager01')).headers);
    const authorization = `Bearer ${await api.token('director01')}`;
    expect((await me(cookie, { authorization })).body.login).toBe('director01');
    expect((await me(cookie, { authorization: 'Bearer x' })).status).toBe(401);
    // A program with a token is no browser: nothing is sent in its name without its knowing.
    expect((await write(cookie, { authorization, 'sec-fetch-site': 'cross-site' })).status).toBe(200);
  });

  it('writes from a page of this origin only', async () => {
    const cookie = cookieOf((await signIn('manager01')).headers);
    const { host } = new URL(api.base);
    for (const site of ['cross-site', 'same-site', 'none', 'x'])
      expect(await write(cookie, { 'sec-fetch-site': site, origin: api.base })).toMatchObject({
        status: 403,
        body: { code: 'cross_site_request', detail: expect.stringContaining('Bearer') },
      });
    for (const origin of ['https://evil.example', `http://${host}.evil.example`, 'null', 'x'])
      expect((await write(cookie, { origin })).body.code).toBe('cross_site_request');
    expect((await write(cookie, {})).body.code).toBe('cross_site_request');
    expect((await write(cookie, SAME)).status).toBe(200);
    expect((await write(cookie, { origin: api.base })).status).toBe(200);
    // What changes nothing may come from a typed address.
    expect((await me(cookie, { 'sec-fetch-site': 'none' })).status).toBe(200);
  });

  it('nobody is signed in by a page of somebody else', async () => {
    expect((await signIn('manager01', { 'sec-fetch-site': 'cross-site' })).body.code).toBe('cross_site_request');
    expect((await signIn('manager01', { origin: 'https://evil.example' })).body.code).toBe('cross_site_request');
    expect((await signIn('manager01', {})).status).toBe(200);
  });

  it('ends by signing out, as often as one likes', async () => {
    const cookie = cookieOf((await signIn('manager01')).headers);
    const signOut = (headers: Record<string, string>) => api.call('DELETE', '/auth/session', { headers });
    expect((await signOut({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await signOut({ cookie })).status).toBe(403);
    for (const sent of [cookie, 'kado_session=x', '']) {
      const { status, headers, body } = await signOut({ ...(sent && { cookie: sent }), ...SAME });
      expect([status, body]).toEqual([204, '']);
      expect(headers.getSetCookie()[0]).toMatch(
        /^kado_session=; Path=\/api; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict$/,
      );
    }
  });

  it('ends at once with its account', async () => {
    const cookie = cookieOf((await signIn('director02')).headers);
    expect((await me(cookie)).status).toBe(200);
    await api.db.query(`update account set disabled_at = now() where login = 'director02'`);
    expect(await me(cookie)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect((await signIn('director02')).status).toBe(401);
  });
});

describe('behind a proxy', () => {
  let api: ApiRig;
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'kado.example' };
  const signIn = (headers: Record<string, string>) =>
    api.call('POST', '/auth/session', { key: null, body: { login: 'manager01', password: DEMO_PASSWORD }, headers });
  afterEach(() => api.stop());

  it('its word on https and the host counts where it is trusted', async () => {
    api = await ApiRig.start({ settings: { KADO_TRUST_PROXY: 'on' } });
    const { status, headers } = await signIn({ ...forwarded, origin: 'https://kado.example' });
    expect([status, headers.getSetCookie()[0]]).toEqual([200, expect.stringContaining('; Secure')]);
  });

  it('and nowhere else', async () => {
    api = await ApiRig.start();
    expect((await signIn({ ...forwarded, origin: 'https://kado.example' })).status).toBe(403);
    expect((await signIn(forwarded)).headers.getSetCookie()[0]).not.toContain('Secure');
  });
});
