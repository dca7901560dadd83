import { createTestDatabase, type TestDatabase } from '@kado/testing/postgres';
import { createDataSource } from './data-source';
import { Database, SYSTEM } from './database';
import { seedId } from './seeds/ids';

describe('the audit log', () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await createTestDatabase({ seeded: true });
  });
  afterAll(() => store.drop());

  async function as<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
    const database = new Database(createDataSource(url, 1));
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  const CHANGES = [
    "update audit_log set operation = 'x'",
    "update audit_log set operation = 'x' where false",
    'delete from audit_log',
    'truncate audit_log',
    'truncate audit_log cascade',
  ];

  it.each(CHANGES)('refuses the owner: %s', async (change) => {
    await as(store.ownerUrl, (database) =>
      expect(database.transaction(SYSTEM, (tx) => tx.rows(change))).rejects.toThrow('audit_log is append-only'),
    );
  });

  it.each(CHANGES)('refuses the application: %s', async (change) => {
    await as(store.appUrl, (database) =>
      expect(database.transaction(SYSTEM, (tx) => tx.rows(change))).rejects.toThrow(/permission denied/),
    );
  });

  it('takes rows of the application, and loses them with the write they belong to', async () => {
    const siteId = seedId('site', 'SHIOJIRI');
    const entry = { siteId, actorId: null, via: 'api' as const, operation: 'people.test', entity: 'person' };
    await as(store.appUrl, async (database) => {
      const scope = { actorId: null, sites: [siteId] };
      await database.transaction(scope, (tx) => tx.audit({ ...entry, entityId: 'kept', after: { list: [1, 'あ'] } }));
      await expect(
        database.transaction(scope, async (tx) => {
          await tx.audit({ ...entry, entityId: 'lost' });
          throw new Error('the write failed');
        }),
      ).rejects.toThrow('the write failed');
      expect(
        await database.transaction(scope, (tx) =>
          tx.rows("select entity_id, before, after from audit_log where operation = 'people.test'"),
        ),
      ).toEqual([{ entity_id: 'kept', before: null, after: { list: [1, 'あ'] } }]);
    });
  });
});
