import { once } from 'node:events';
import { connect } from 'node:net';
import { Tokens } from '@kado/auth/tokens';
import { newId } from '@kado/persistence/database';
import { DEMO_PASSWORD } from '@kado/persistence/seeds/demo-accounts';
import { seedId } from '@kado/persistence/seeds/ids';
import { BreakableLink } from '@kado/testing/breakable-link';
import { Listener } from '../test/listener';
import { ApiRig, SECRET } from '../test/rig';
import { openFloor, reserve, submit } from '../test/work-floor';

jest.setTimeout(120_000);

const KEYS = { own: 'KADO-2026-0001', foreign: 'KADO-2026-0002', elsewhere: 'KADO-2026-0003' };

describe('events', () => {
  let api: ApiRig;
  let toDatabase: BreakableLink;
  const ids: Record<string, string> = {};
  const open: Listener[] = [];

  const listen = async (login: string, lastEventId?: string): Promise<Listener> => {
    const listener = await Listener.as(api, login, lastEventId);
    open.push(listener);
    return listener;
  };
  const insert = `insert into audit_log (site_id, engagement_id, actor_id, via, operation, entity, entity_id)
    select site_id, id, null, 'system', 'engagements.update', 'engagement', id::text from engagement where key = any ($1)`;
  const write = (...keys: string[]) => api.db.query(insert, [keys]);
  const writeNotice = (login: string) =>
    api.db.query(
      `insert into notice (id, site_id, person_id, kind, key) values ($1::uuid, $2, $3, 'hold', 'test:' || $1::uuid)`,
      [newId(), seedId('site', 'SHIOJIRI'), api.personId(login)],
    );

  beforeAll(async () => {
    api = await ApiRig.start({
      databaseUrl: async (appUrl) => {
        const url = new URL(appUrl);
        toDatabase = new BreakableLink({ host: url.hostname, port: Number(url.port) });
        const end = await toDatabase.mend();
        url.hostname = end.host;
        url.port = String(end.port);
        return url.toString();
      },
    });
    await api.db.query(
      `insert into client (id, site_id, code, name, name_kana, kind) values ($1, $2, 'Z-001', '他拠点の客', 'タキョテンノキャク', 'municipality')`,
      [seedId('client', 'Z-001'), seedId('site', 'TATESHINA')],
    );
    for (const [name, siteCode, clientCode] of [
      ['own', 'SHIOJIRI', 'C-001'],
      ['foreign', 'SHIOJIRI', 'C-002'],
      ['elsewhere', 'TATESHINA', 'Z-001'],
    ] as const)
      ids[name] = await api.insertEngagement({ key: KEYS[name], siteCode, clientCode });
    await api.addMember(ids.own as string, seedId('site', 'SHIOJIRI'), 'director01', 'director');
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });
  afterAll(async () => {
    await api.stop();
    await toDatabase.cut();
  });

  it('need a sign-in and come as a stream that nobody keeps', async () => {
    expect((await api.get('/events')).status).toBe(401);
    const listener = await listen('manager01');
    expect(listener.response.status).toBe(200);
    expect(listener.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(listener.response.headers.get('cache-control')).toBe('no-store');
    expect(listener.response.headers.get('x-accel-buffering')).toBe('no');
    expect(listener.response.headers.get('x-content-type-options')).toBe('nosniff');
    await listener.until(({ text }) => /^retry: 2000\nid: \d+\n\n/.test(text));
    expect(listener.events).toEqual([]);
  });

  it('name the engagements that the reader may see, each second once', async () => {
    const readers = {
      manager: await listen('manager01'),
      client: await listen('client01'),
      director: await listen('director01'),
      outsider: await listen('director02'),
    };
    await write(KEYS.own, KEYS.foreign, KEYS.elsewhere);
    await write(KEYS.own);
    await readers.manager.until((l) => l.keys().length === 2);
    await readers.client.until((l) => l.keys().length === 1);
    await readers.director.until((l) => l.keys().length === 1);
    // A second look, so that whoever was to hear more would have.
    await write(KEYS.own);
    const before = readers.manager.of('changed').length;
    await readers.manager.until((l) => l.of('changed').length > before);
    expect(readers.manager.keys()).toEqual([KEYS.own, KEYS.foreign]);
    expect(readers.client.keys()).toEqual([KEYS.own]);
    expect(readers.director.keys()).toEqual([KEYS.own]);
    expect(readers.outsider.events).toEqual([]);
    const [first] = readers.manager.of('changed');
    expect(first?.data.engagements[0]).toEqual({ id: ids.own, key: KEYS.own });
    expect(Number(first?.id)).toBeGreaterThan(0);
    expect(Date.parse(first?.data.at)).toBeGreaterThan(0);
  });

  it('tell what commits late, however late its number is', async () => {
    const listener = await listen('manager01');
    const late = await api.db.connect();
    try {
      await late.query('begin');
      await late.query(insert, [[KEYS.foreign]]);
      await write(KEYS.own);
      await listener.until((l) => l.keys().length === 1);
      expect(listener.keys()).toEqual([KEYS.own]);
      await late.query('commit');
    } finally {
      late.release();
    }
    await listener.until((l) => l.keys().length === 2);
    expect(listener.of('changed').filter(({ data }) => data.engagements[0].key === KEYS.foreign)).toHaveLength(1);
  });

  it('tell who comes back what they missed, and that it is too much where it is', async () => {
    const first = await listen('client01');
    await first.until(({ lastEventId }) => lastEventId !== undefined);
    const { lastEventId } = first;
    first.close();
    await write(KEYS.foreign, KEYS.own);
    const second = await listen('client01', lastEventId);
    await second.until((l) => l.keys().length > 0);
    expect(second.keys()).toEqual([KEYS.own]);
    // Told until the loop has come by it, an id later than what was heard comes with it.
    await second.until((l) => Number(l.lastEventId) > Number(lastEventId));
    for (const unknown of ['x', '-1', '999999999', '1e3', '9'.repeat(30)]) {
      const lost = await listen('client01', unknown);
      await lost.until((l) => l.of('reset').length === 1);
      expect(lost.keys()).toEqual([]);
    }
  });

  it('tell of notices, to whom they are for', async () => {
    const reader = await listen('manager01');
    const other = await listen('manager02');
    await writeNotice('manager01');
    await reader.until((l) => l.of('notice').length > 0);
    expect(reader.of('notice')).toMatchObject([{ id: undefined, data: { notices: [{ kind: 'hold' }] } }]);
    expect(other.of('notice')).toEqual([]);
  });

  it('tell of work on items: taking, answering and reviewing each leave a row', async () => {
    const floor = await openFloor(api, { items: 2, review: { firstItems: 2, rate: 0 } });
    const director = await listen('director01');
    const heard = () => director.of('changed').filter(({ data }) => data.engagements[0].key === floor.key).length;
    const items = await reserve(api, floor, 'worker01', 1);
    await director.until(() => heard() === 1);
    await submit(api, floor, 'worker01', items, '7', 1);
    await director.until(() => heard() === 2);
    const next = await api.post(`/engagements/${floor.key}/reviews/reserve`, 'leader01', { limit: 1 });
    expect(next.body.items).toHaveLength(1);
    await director.until(() => heard() === 3);
  });

  it('end with the session: signed out, run out', async () => {
    const signIn = await api.call('POST', '/auth/session', {
      key: null,
      body: { login: 'manager01', password: DEMO_PASSWORD },
    });
    const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const [mine, elsewhere] = [await Listener.open(api, { cookie }), await listen('manager01')];
    await api.call('DELETE', '/auth/session', { headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    await mine.until((l) => l.isOver);
    expect(mine.of('end')).toMatchObject([{ data: { reason: 'session_ended' } }]);
    expect(elsewhere.isOver).toBe(false);

    const used = new Date(Date.now() - 60 * 60_000 + 2_000);
    const token = await new Tokens(SECRET).signSession({ personId: api.personId('manager01') }, used);
    const short = await Listener.open(api, { cookie: `kado_session=${token}` });
    expect(short.isOver).toBe(false);
    await short.until((l) => l.isOver);
    expect(short.of('end')).toMatchObject([{ data: { reason: 'session_ended' } }]);
  });

  it('are at most five a person: the oldest ends, and is asked not to hurry back', async () => {
    const all: Listener[] = [];
    for (let n = 0; n < 6; n++) all.push(await listen('coordinator01'));
    await all[0]?.until((l) => l.isOver);
    expect(all[0]?.of('end')).toMatchObject([{ data: { reason: 'too_many_streams' } }]);
    expect(all[0]?.text).toContain('retry: 60000');
    await write(KEYS.own);
    for (const listener of all.slice(1)) await listener.until((l) => l.keys().length > 0);
  });

  it('wait while the database is away, and go on with what was written meanwhile', async () => {
    const listener = await listen('manager01');
    await write(KEYS.foreign);
    await listener.until((l) => l.keys().includes(KEYS.foreign));
    await toDatabase.cut();
    await write(KEYS.own);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([listener.isOver, listener.keys()]).toEqual([false, [KEYS.foreign]]);
    await toDatabase.mend();
    await listener.until((l) => l.keys().includes(KEYS.own));
  });

  it('hold up no end of the process', async () => {
    const listener = await listen('manager01');
    // As browsers do: opened ahead, and nothing said on it.
    const { hostname, port } = new URL(api.base);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    const began = Date.now();
    await api.app.close();
    expect(Date.now() - began).toBeLessThan(2_500);
    silent.destroy();
    await listener.until((l) => l.isOver);
    expect(listener.of('end')).toMatchObject([{ data: { reason: 'shutdown' } }]);
  });
});
