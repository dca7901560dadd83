import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import { createDataSource } from '../data-source';
import { migrate } from '../migrate';
import { catalog, query } from '../test/catalog';
import { SHARED_TABLES, SITE_TABLES } from './tables';

describe('migrations', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createEmptyDatabase();
  });
  afterAll(() => empty.drop());

  it('go up, down without leaving anything, and up again to the same schema', async () => {
    const before = await catalog(empty.ownerUrl);
    await migrate(empty.ownerUrl);
    const first = await catalog(empty.ownerUrl);
    expect(first.length).toBeGreaterThan(before.length + 300);

    const source = await createDataSource(empty.ownerUrl, 1).initialize();
    for (let left = source.migrations.length; left > 0; left -= 1) await source.undoLastMigration();
    await source.destroy();
    expect(await catalog(empty.ownerUrl)).toEqual(before);
    expect(await query(empty.ownerUrl, 'select * from migrations')).toEqual([]);

    await migrate(empty.ownerUrl);
    expect(await catalog(empty.ownerUrl)).toEqual(first);
  });

  it('may be started by several processes at once and are applied once', async () => {
    const fresh = await createEmptyDatabase();
    try {
      await Promise.all([migrate(fresh.ownerUrl), migrate(fresh.ownerUrl), migrate(fresh.ownerUrl)]);
      expect(await query(fresh.ownerUrl, 'select name from migrations')).toEqual([
        { name: 'FirstSchema1763900000000' },
        { name: 'WholeLife1764000000000' },
        { name: 'SecondLook1764100000000' },
        { name: 'Console1764200000000' },
      ]);
    } finally {
      await fresh.drop();
    }
  });
});

describe('the schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  // TypeORM compares tables, columns, types, defaults, keys, and constraints and indexes by name and columns. It cannot
  // see row-level security, triggers, functions, grants, the words of a CHECK, an index's WHERE and DESC, NULLS NOT
  // DISTINCT: those are the migrations' alone and are tested by what they do.
  async function difference(): Promise<string[]> {
    const source = await createDataSource(database.ownerUrl, 1).initialize();
    try {
      return (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query: sql }) => sql);
    } finally {
      await source.destroy();
    }
  }

  it('is what the entities say', async () => {
    expect(await difference()).toEqual([]);
  });

  it.each([
    ['a column', 'alter table quote drop column price_yen', 'alter table quote add price_yen bigint not null'],
    [
      'nullability',
      'alter table lot alter released_at set not null',
      'alter table lot alter released_at drop not null',
    ],
    ['a default', 'alter table lot alter round set default 2', 'alter table lot alter round set default 1'],
    [
      'a partial index',
      'drop index human_task_open',
      "create index human_task_open on human_task (engagement_id, due_at, id) where status = 'open'",
    ],
    [
      'a foreign key',
      'alter table lot drop constraint lot_engagement_id_fkey',
      'alter table lot add foreign key (engagement_id) references engagement',
    ],
    [
      'a check',
      'alter table site drop constraint site_kind_check',
      "alter table site add check (kind in ('hub', 'partner'))",
    ],
    ['a unique key', 'alter table lot drop constraint lot_key_key', 'alter table lot add unique (key)'],
  ])('differs from the entities when %s changes', async (_what, change, undo) => {
    await query(database.ownerUrl, change);
    expect(await difference()).not.toEqual([]);
    await query(database.ownerUrl, undo);
    expect(await difference()).toEqual([]);
  });

  it('forces row-level security on every table with a site, and lists every table', async () => {
    const tables = await query<{ name: string; site: boolean; forced: boolean; policies: number }>(
      database.ownerUrl,
      `select relname as name, relrowsecurity and relforcerowsecurity as forced,
              exists (select 1 from pg_attribute where attrelid = c.oid and attname = 'site_id' and attnotnull) as site,
              (select count(*)::int from pg_policy where polrelid = c.oid) as policies
         from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations'`,
    );
    const withSite = tables.filter(({ site }) => site);
    expect(withSite.map(({ name }) => name).sort()).toEqual([...SITE_TABLES].sort());
    expect(withSite.filter(({ forced, policies }) => !forced || policies !== 1)).toEqual([]);
    // one and the same policy everywhere: for reading and writing, for every role
    expect(
      await query(
        database.ownerUrl,
        `select distinct polname::text as name, polcmd::text as cmd, polpermissive as permissive, polroles::text as roles,
                pg_get_expr(polqual, polrelid) = pg_get_expr(polwithcheck, polrelid) as same,
                count(*) over (partition by pg_get_expr(polqual, polrelid))::int as tables
           from pg_policy`,
      ),
    ).toEqual([
      { name: 'site_scope', cmd: '*', permissive: true, roles: '{0}', same: true, tables: SITE_TABLES.length },
    ]);
    expect(
      tables
        .filter(({ site }) => !site)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...SHARED_TABLES].sort());
  });

  it('binds the application role: no owner, no superuser, no way around row-level security', async () => {
    const [role] = await query(
      database.appUrl,
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
              (select count(*)::int from pg_class where relowner = r.oid) as owns,
              pg_has_role(r.oid, 'kado_owner', 'member') as of_owner, has_schema_privilege('public', 'create') as creates
         from pg_roles r where rolname = current_user`,
    );
    expect(role).toEqual({
      rolname: 'kado_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owns: 0,
      of_owner: false,
      creates: false,
    });
    const [owner] = await query(
      database.ownerUrl,
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(owner).toEqual({ rolsuper: false, rolbypassrls: false });
  });

  it('lets the application neither empty a table nor rewrite what is history', async () => {
    const rights = await query<{ name: string; rights: string[] }>(
      database.appUrl,
      `select relname as name, array(select p from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
                where has_table_privilege(c.oid, p)) as rights
         from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const of = (name: string) => rights.find((row) => row.name === name)?.rights;
    expect(
      rights.filter((row) => row.rights.some((right) => ['TRUNCATE', 'REFERENCES', 'TRIGGER'].includes(right))),
    ).toEqual([]);
    for (const name of ['audit_log', 'work_item_event', 'evidence', 'reason_text'])
      expect(of(name)).toEqual(['SELECT', 'INSERT']);
    for (const name of ['engagement', 'human_task', 'work_item', 'command', 'key_counter'])
      expect(of(name)).toEqual(['SELECT', 'INSERT', 'UPDATE']);
    expect(of('site')).toEqual(['SELECT']);
    expect(of('migrations')).toEqual([]);
  });
});
