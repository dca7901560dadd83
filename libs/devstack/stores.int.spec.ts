import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { Client } from 'pg';
import { StackFault } from './fault';
import { freePort } from './ports';
import { type PostgresOptions, startPostgres } from './postgres';
import { findTemporal } from './temporal-binary';
import { startTemporal } from './temporal-server';
import { throwAwayHome } from './throw-away';

jest.setTimeout(300_000);

const home = throwAwayHome('kado-stores-');
afterAll(() => home.remove());

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the store of PostgreSQL', () => {
  const options = async (): Promise<PostgresOptions> => ({
    dataDir: join(home.dir, 'postgres'),
    port: await freePort({ low: true }),
    logFile: join(home.dir, 'postgres.log'),
    secret: 'secret of this store',
    throwAway: true,
  });

  it('survives a restart, and is refused in plain words when it cannot be used', async () => {
    const first = await startPostgres(await options());
    await rows(first.ownerUrl, 'create table kept as select 42 as n');
    await expect(startPostgres(await options())).rejects.toThrow(/in use by PostgreSQL process \d+/);
    await first.stop();

    await expect(startPostgres({ ...(await options()), secret: 'another' })).rejects.toThrow(/secret.*--fresh/);

    const mark = join(first.dataDir, 'postmaster.pid');
    writeFileSync(mark, `${process.pid}\n`);
    const second = await startPostgres(await options());
    expect(await rows(second.ownerUrl, 'select n from kept')).toEqual([{ n: 42 }]);
    await second.stop();

    const version = join(first.dataDir, 'PG_VERSION');
    expect(readFileSync(version, 'utf8')).toBe('18\n');
    writeFileSync(version, '15\n');
    const refused = startPostgres(await options());
    await expect(refused).rejects.toBeInstanceOf(StackFault);
    await expect(refused).rejects.toThrow(/PostgreSQL 15, this is 18.*--fresh/);
  });
});

describe('the store of Temporal', () => {
  it('starts again on its file, and is refused in plain words when that is damaged', async () => {
    const binary = await findTemporal({ projectCache: join(home.dir, 'cache') });
    const dbFile = join(home.dir, 'temporal.db');
    const options = async () => ({
      binary,
      dbFile,
      port: await freePort({ low: true }),
      logFile: join(home.dir, 'temporal.log'),
      searchAttributes: SEARCH_ATTRIBUTES,
    });
    for (let start = 0; start < 2; start += 1) await (await startTemporal(await options())).stop();
    writeFileSync(dbFile, 'this is not a database'.repeat(500));
    await expect(startTemporal(await options())).rejects.toThrow(/Temporal did not start.*--fresh/);
  });
});
