import { randomBytes } from 'node:crypto';
import { migrate } from '@kado/persistence/migrate';
import { seed } from '@kado/persistence/seeds/seed';
import { Client } from 'pg';

export interface TestDatabase {
  /** Role kado_owner: migrations and seeds. */
  readonly ownerUrl: string;
  /** Role kado_app: what API and worker use. */
  readonly appUrl: string;
  /** Ends the sessions that are still open and removes the database. */
  drop(): Promise<void>;
}

function url(name: 'SUPER' | 'OWNER' | 'APP'): string {
  const value = process.env[`KADO_TEST_${name}_URL`];
  if (value === undefined) {
    throw new Error(
      'No test PostgreSQL: the file must be named *.int.spec.ts to run in the jest project `integration`',
    );
  }
  return value;
}

function on(base: string, database: string): string {
  const target = new URL(base);
  target.pathname = `/${database}`;
  return target.href;
}

async function withServer<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url('SUPER') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Made once per run by the first test that asks; the others wait on the lock. Built under another name, so never half-made. */
async function ensureTemplate(client: Client, seeded: boolean): Promise<string> {
  const name = seeded ? 'kado_template_seeded' : 'kado_template';
  await client.query("select pg_advisory_lock(hashtext('kado-test-template'))");
  try {
    const known = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (known.rowCount !== 0) return name;
    const half = `${name}_half`;
    await client.query(`drop database if exists ${half} with (force)`);
    await client.query(`create database ${half} owner kado_owner`);
    await migrate(on(url('OWNER'), half));
    if (seeded) await seed(on(url('OWNER'), half));
    await client.query(`alter database ${half} rename to ${name}`);
    return name;
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('kado-test-template'))");
  }
}

/** An own database with the newest schema (a copy of a template, some 0.1 s), with the demo seeds when asked. */
export async function createTestDatabase(options: { readonly seeded?: boolean } = {}): Promise<TestDatabase> {
  const name = `kado_test_${randomBytes(6).toString('hex')}`;
  await withServer(async (client) => {
    const template = await ensureTemplate(client, options.seeded ?? false);
    await client.query(`create database ${name} template ${template} owner kado_owner`);
  });
  return {
    ownerUrl: on(url('OWNER'), name),
    appUrl: on(url('APP'), name),
    drop: () => withServer(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** An empty database owned by kado_owner, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `kado_test_${randomBytes(6).toString('hex')}`;
  await withServer((client) => client.query(`create database ${name} owner kado_owner`));
  return {
    ownerUrl: on(url('OWNER'), name),
    appUrl: on(url('APP'), name),
    drop: () => withServer(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}
