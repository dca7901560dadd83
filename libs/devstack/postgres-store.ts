import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { StackFault } from './fault';
import { openPlace, type PostgresUser, reachable } from './postgres-binaries';

const MAJOR = '18';
export const SUPER = 'kado_super';
export const START_ANEW = '`npm start -- --fresh` begins anew with an empty store';

/** initdb and postgres run as `user`; out of its reach, `.kado/postgres` becomes a link to a place that it can reach. */
export function placeOf(dataDir: string, user: PostgresUser | undefined): string {
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
export function checkStore(dataDir: string): void {
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

export async function initialise(
  bin: string,
  place: string,
  password: string,
  throwAway: boolean,
  user?: PostgresUser,
) {
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
  if (throwAway) args.push('--no-sync');
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
