import { createDataSource } from './data-source';

/** Brings a database to the newest schema; several processes may call it at once (one waits for the other). */
export async function migrate(ownerUrl: string): Promise<void> {
  const source = createDataSource(ownerUrl, 2);
  // Waiting for another migrator, or building an index, may take longer than any request of the application.
  source.setOptions({ extra: { max: 2, connectionTimeoutMillis: 3000 } });
  await source.initialize();
  try {
    const lock = source.createQueryRunner();
    await lock.query("select pg_advisory_lock(hashtext('kado-migrations'))");
    try {
      await source.runMigrations();
    } finally {
      await lock.query("select pg_advisory_unlock(hashtext('kado-migrations'))");
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}
