import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import { verify } from '@node-rs/argon2';
import { createDataSource } from '../data-source';
import { Database, SYSTEM } from '../database';
import { ENTITIES } from '../entities';
import { ALL_DEMO_LOGINS, DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts';
import { seedId } from './ids';
import { seed } from './seed';

/** Fixed here on purpose: ids that change would orphan everything a store refers to them by. */
const PERSON_1 = 'c241aede-889e-5443-9fe0-d67bc787848a';

describe('seeds', () => {
  let store: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    store = await createTestDatabase();
    // the small set first: the full one must complete it
    await seed(store.ownerUrl, { people: 'few' });
    database = new Database(createDataSource(store.ownerUrl, 1));
  });
  afterAll(async () => {
    await database.close();
    await store.drop();
  });

  const rows = <T>(sql: string, params: unknown[] = []) =>
    database.transaction(SYSTEM, (tx) => tx.rows<T>(sql, params));

  async function everything(): Promise<Record<string, unknown>> {
    await database.connect();
    const tables = database.source.entityMetadatas.map(({ tableName }) => tableName);
    expect(tables.length).toBe(ENTITIES.length);
    const found = await Promise.all(
      tables.map(async (table) => [
        table,
        await rows(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`),
      ]),
    );
    return Object.fromEntries(found);
  }

  it('fill a small store with all staff and clients and a part of the teleworkers', async () => {
    expect(
      await rows(`select s.code, count(*)::int as n from role_grant g join site s on s.id = g.site_id
                   where g.role = 'teleworker' group by 1 order by 1`),
    ).toEqual([
      { code: 'AZUMINO', n: 3 },
      { code: 'ITOIGAWA', n: 3 },
      { code: 'MATSUMOTO', n: 3 },
      { code: 'NAKATSUGAWA', n: 3 },
      { code: 'OMACHI', n: 3 },
      { code: 'SHIOJIRI', n: 30 },
      { code: 'TATESHINA', n: 3 },
    ]);
  });

  it('hold the 389 teleworkers of FY2023 by municipality, each at the right site', async () => {
    await seed(store.ownerUrl);
    expect(
      await rows(`select p.municipality, s.code as site, count(*)::int as people
                    from person p join role_grant g on g.person_id = p.id and g.role = 'teleworker' and g.site_id = p.site_id
                    join site s on s.id = p.site_id group by 1, 2 order by 3 desc`),
    ).toEqual([
      { municipality: '塩尻市', site: 'SHIOJIRI', people: 152 },
      { municipality: '立科町', site: 'TATESHINA', people: 53 },
      { municipality: '松本市', site: 'MATSUMOTO', people: 51 },
      { municipality: '安曇野市', site: 'AZUMINO', people: 47 },
      { municipality: '周辺町村', site: 'SHIOJIRI', people: 33 },
      { municipality: '大町市', site: 'OMACHI', people: 27 },
      { municipality: '中津川市', site: 'NAKATSUGAWA', people: 16 },
      { municipality: '糸魚川市', site: 'ITOIGAWA', people: 10 },
    ]);
    expect(await rows("select count(*)::int as n from role_grant where role = 'teleworker'")).toEqual([{ n: 389 }]);
  });

  it('change nothing when run again, also not what people have changed since', async () => {
    await rows("update person set hours_per_week = 1.5 where code = 'P-0001'");
    const before = await everything();
    await seed(store.ownerUrl);
    await Promise.all([seed(store.ownerUrl), seed(store.ownerUrl, { people: 'few' })]);
    expect(await everything()).toEqual(before);
  });

  it('give the same ids in every store', async () => {
    expect(seedId('person', 'P-0001')).toBe(PERSON_1);
    expect(await rows('select id from person where code = $1', ['P-0001'])).toEqual([{ id: PERSON_1 }]);
  });

  it('hold everybody an engagement needs', async () => {
    const roles = await rows('select role, count(*)::int as n from role_grant group by 1 order by 1');
    expect(Object.fromEntries((roles as { role: string; n: number }[]).map(({ role, n }) => [role, n]))).toEqual({
      city: 2,
      client: 25,
      coordinator: 2,
      director: 8,
      leader: 20,
      manager: 3,
      ops: 1,
      partner: 10,
      pro: 7,
      teleworker: 389,
    });
    expect(
      await rows('select 1 from client c where not exists (select 1 from role_grant g where g.client_id = c.id)'),
    ).toEqual([]);
    expect(await rows("select count(*)::int as n from client where kind = 'company'")).toEqual([{ n: 17 }]);
    // nobody declares more hours than their own ceiling
    expect(await rows('select 1 from person where hours_per_week > ceiling_hours_per_week')).toEqual([]);
    // two people of one name would make a list of candidates hard to read
    expect(await rows('select 1 from person group by family_name, given_name having count(*) > 1')).toEqual([]);
  });

  it('rank the thirty practised people of the hub before all others for labelling', async () => {
    const first = await rows<{ code: string }>(
      `select p.code from person p join person_skill k on k.person_id = p.id and k.skill = 'labelling'
         join role_grant g on g.person_id = p.id and g.role = 'teleworker'
        where p.code <> 'P-0001' order by p.hours_per_week desc, p.code limit 29`,
    );
    expect(first.map(({ code }) => code).sort()).toEqual(
      Array.from({ length: 29 }, (_, index) => `P-${String(index + 2).padStart(4, '0')}`),
    );
  });

  it('give every demo account the password and role that are printed', async () => {
    const accounts = await rows<{ login: string; code: string; role: string; name: string; password_hash: string }>(
      `select a.login, p.code, g.role, p.family_name || ' ' || p.given_name as name, a.password_hash
         from account a join person p on p.id = a.person_id join role_grant g on g.person_id = p.id`,
    );
    const held = accounts.map(({ login, code, role, name }) => ({
      login,
      password: DEMO_PASSWORD,
      role,
      nameJa: name,
      personCode: code,
    }));
    const byLogin = (a: { login: string }, b: { login: string }) => a.login.localeCompare(b.login);
    expect(held.sort(byLogin)).toEqual([...ALL_DEMO_LOGINS].sort(byLogin));
    expect(ALL_DEMO_LOGINS).toEqual(expect.arrayContaining([...DEMO_ACCOUNTS]));
    expect(new Set(DEMO_ACCOUNTS.map(({ role }) => role)).size).toBe(10);
    const hash = accounts[0]?.password_hash ?? '';
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await verify(hash, DEMO_PASSWORD)).toBe(true);
  });

  it('leave one audit row for each run that added something', async () => {
    const log = await rows<{ after: Record<string, number> }>(
      "select after from audit_log where operation = 'seed' order by id",
    );
    expect(log.map(({ after }) => after.site)).toEqual([11, 0]);
  });
});
