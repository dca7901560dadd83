import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './postgres';

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('createTestDatabase', () => {
  const made: TestDatabase[] = [];
  afterAll(() => Promise.all(made.map((database) => database.drop())));

  it('gives databases of their own, migrated, with roles that row-level security binds', async () => {
    made.push(...(await Promise.all([createTestDatabase(), createTestDatabase()])));
    const [first, second] = made as [TestDatabase, TestDatabase];
    expect(first.appUrl).not.toBe(second.appUrl);
    const [role] = await ask(
      first.appUrl,
      'select rolname, rolsuper, rolbypassrls, (select pg_get_userbyid(datdba) from pg_database where datname = current_database()) as owner from pg_roles where rolname = current_user',
    );
    expect(role).toEqual({ rolname: 'kado_app', rolsuper: false, rolbypassrls: false, owner: 'kado_owner' });
    const [owner] = await ask(
      first.ownerUrl,
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(owner).toEqual({ rolsuper: false, rolbypassrls: false });
    expect(await ask(first.appUrl, "select to_regclass('engagement') is not null as there")).toEqual([{ there: true }]);
  });
});
