import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../devstack/ports';
import { type RunningPostgres, startPostgres } from '../devstack/postgres';
import { type ThrowAwayHome, throwAwayHome } from '../devstack/throw-away';

declare global {
  var kadoTestPostgres: { server: RunningPostgres; home: ThrowAwayHome } | undefined;
}

/**
 * One PostgreSQL for the whole run. Jest applies no module names (`@kado/…`) here, so this file and what it imports use
 * relative paths; the template database is therefore made by the first test that asks (see postgres.ts).
 */
export default async function globalSetup(): Promise<void> {
  const home = throwAwayHome('kado-test-');
  const { dir } = home;
  const server = await startPostgres({
    dataDir: join(dir, 'postgres'),
    port: await freePort({ low: true }),
    logFile: join(dir, 'postgres.log'),
    secret: randomBytes(16).toString('hex'),
    throwAway: true,
  });
  globalThis.kadoTestPostgres = { server, home };
  // Jest's test processes are started afterwards and inherit these.
  process.env.KADO_TEST_DIR = dir;
  process.env.KADO_TEST_SUPER_URL = server.superUrl;
  process.env.KADO_TEST_OWNER_URL = server.ownerUrl;
  process.env.KADO_TEST_APP_URL = server.appUrl;
}
