import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import { createDataSource } from './data-source';
import { Database, newId, type Scope, SYSTEM } from './database';
import { SITE_TABLES } from './migrations/tables';
import { seedId } from './seeds/ids';
import { query } from './test/catalog';

const A = seedId('site', 'SHIOJIRI');
const B = seedId('site', 'TATESHINA');
const scope = (...sites: string[]): Scope => ({ actorId: null, sites });

const NEW_PERSON = `insert into person (id, site_id, code, family_name, given_name, family_kana, given_kana, municipality, journey)
  values ($1, $2, $3, '試験', '太郎', 'シケン', 'タロウ', '塩尻市', 'applied')`;
const SITES_SEEN = 'select distinct site_id from person order by 1';

describe('row-level security for the application role', () => {
  let store: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    store = await createTestDatabase({ seeded: true });
    database = new Database(createDataSource(store.appUrl, 4));
  });
  afterAll(async () => {
    await database.close();
    await store.drop();
  });

  const seen = (under: Scope) =>
    database.transaction(under, async (tx) =>
      (await tx.rows<{ site_id: string }>(SITES_SEEN)).map((row) => row.site_id),
    );

  it.each(SITE_TABLES)(
    'shows nothing of %s while no scope is set, to the application and to the owner',
    async (table) => {
      for (const url of [store.appUrl, store.ownerUrl])
        expect(await query(url, `select 1 from ${table} limit 1`)).toEqual([]);
      expect(await database.transaction(scope(), (tx) => tx.rows(`select 1 from ${table} limit 1`))).toEqual([]);
    },
  );

  it('takes no row while no scope is set', async () => {
    for (const url of [store.appUrl, store.ownerUrl])
      await expect(query(url, NEW_PERSON, [newId(), A, 'X-1'])).rejects.toThrow(/row-level security/);
  });

  it('shows a site its own rows, several sites theirs, the system all', async () => {
    expect(await seen(scope(A))).toEqual([A]);
    expect(await seen(scope(B))).toEqual([B]);
    expect(await seen(scope(A, B))).toEqual([A, B].sort());
    expect(await seen(scope(newId()))).toEqual([]);
    expect((await seen(SYSTEM)).length).toBe(11);
  });

  it('lets a site neither see, change, remove, add nor hand over rows of another', async () => {
    const foreign = seedId('person', 'P-0186');
    await database.transaction(scope(A), async (tx) => {
      expect(await tx.rows('select 1 from person where id = $1', [foreign])).toEqual([]);
      expect(await tx.rows("update person set family_name = 'X' where id = $1 returning 1", [foreign])).toEqual([]);
      expect(await tx.rows('delete from person_skill where person_id = $1 returning 1', [foreign])).toEqual([]);
    });
    await expect(database.transaction(scope(A), (tx) => tx.rows(NEW_PERSON, [newId(), B, 'X-2']))).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      database.transaction(scope(A), (tx) =>
        tx.rows('update person set site_id = $1 where id = $2', [B, seedId('person', 'P-0001')]),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      database.transaction(scope(A), (tx) =>
        tx.audit({ siteId: B, actorId: null, via: 'api', operation: 'x', entity: 'x', entityId: 'x' }),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('takes nothing for a list of sites that is none', async () => {
    for (const sites of [['*'], [`${A},*`], ['']])
      await expect(seen({ actorId: null, sites })).rejects.toThrow('Scope.sites must hold site ids');
  });

  it('never carries a scope from one transaction to the next on a shared connection', async () => {
    const single = new Database(createDataSource(store.appUrl, 1));
    try {
      const on = (under: Scope) => single.transaction(under, (tx) => tx.rows<{ site_id: string }>(SITES_SEEN));
      expect((await on(SYSTEM)).length).toBe(11);
      expect(await single.source.query(SITES_SEEN)).toEqual([]);
      expect(await on(scope(A))).toEqual([{ site_id: A }]);
      await expect(
        single.transaction(SYSTEM, async () => {
          throw new Error('work failed');
        }),
      ).rejects.toThrow('work failed');
      expect(await single.source.query(SITES_SEEN)).toEqual([]);
      expect(await on(scope())).toEqual([]);
    } finally {
      await single.close();
    }
  });

  it('keeps interleaved transactions of a small pool apart', async () => {
    const scopes = [scope(A), scope(B), scope(), SYSTEM];
    const expected = await Promise.all(scopes.map(seen));
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const which = index % scopes.length;
        const rounds = await database.transaction(scopes[which] as Scope, async (tx) => {
          const first = await tx.rows<{ site_id: string }>(SITES_SEEN);
          await new Promise((resolve) => setTimeout(resolve, index % 7));
          return [first, await tx.rows<{ site_id: string }>(SITES_SEEN)];
        });
        for (const rows of rounds) expect(rows.map((row) => row.site_id)).toEqual(expected[which]);
      }),
    );
  });

  it('connects when PostgreSQL is there again, once for all who wait', async () => {
    const away = new Database(createDataSource('postgres://kado_app:x@127.0.0.1:1/kado', 1));
    await expect(away.transaction(SYSTEM, (tx) => tx.rows('select 1'))).rejects.toThrow(/ECONNREFUSED/);
    await expect(away.transaction(SYSTEM, (tx) => tx.rows('select 1'))).rejects.toThrow(/ECONNREFUSED/);
    const lazy = new Database(createDataSource(store.appUrl, 2));
    const ones = await Promise.all(
      [1, 2, 3].map((n) => lazy.transaction(SYSTEM, (tx) => tx.one('select $1::int as n', [n]))),
    );
    expect(ones).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    await lazy.close();
  });

  it('answers business dates as days', async () => {
    const day = await database.transaction(SYSTEM, (tx) => tx.one("select date '2026-03-31' as day"));
    expect(day).toEqual({ day: '2026-03-31' });
  });
});
