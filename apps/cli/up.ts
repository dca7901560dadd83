import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackFault } from '@kado/devstack/fault';
import { requireFreePort } from '@kado/devstack/ports';
import { removeStore } from '@kado/devstack/postgres-store';
import { ROLE_NAMES } from '@kado/domain/roles';
import { DEMO_ACCOUNTS } from '@kado/persistence/seeds/demo-accounts';
import { startDriver } from './driver';
import { sentenceFor } from './failing';
import { type Stack, StackRunner } from './stack';
import { table } from './table';
import { watchSources } from './watch';

export interface UpOptions {
  readonly root: string;
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly demo: boolean;
}

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

function portOf(setting: string, otherwise: number): number {
  const value = process.env[setting];
  if (!value) return otherwise;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StackFault(`${setting}=${value} is not a port: give a number from 1 to 65535.`);
}

/** Made once: sessions survive a restart, and the passwords of the database roles are derived from it. */
function secretOf(home: string): string {
  const path = join(home, 'secret');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** One KADO a store. The file names the process; after a crash the number may be free or somebody else's. */
function claimHome(home: string): () => void {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true });
    accessSync(home, constants.W_OK);
  } catch {
    throw new StackFault(`No permission to write into ${home}: give the project folder to the user who starts KADO.`);
  }
  const path = join(home, 'pid');
  const other = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (other > 0 && other !== process.pid && isKado(other)) {
    throw new StackFault(
      `KADO runs already on this store (process ${other}): stop it with Ctrl-C there, or with \`kill ${other}\`.`,
    );
  }
  writeFileSync(path, `${process.pid}\n`);
  return () => rmSync(path, { force: true });
}

function isKado(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start.mjs');
  } catch {
    return false;
  }
}

/** Everything but the cache, which holds programs and no data. */
function begin(home: string): void {
  if (process.env.DATABASE_URL || process.env.TEMPORAL_ADDRESS) {
    throw new StackFault(
      '--fresh empties only the store of this project: with DATABASE_URL or TEMPORAL_ADDRESS empty those servers yourself.',
    );
  }
  removeStore(join(home, 'postgres'));
  for (const part of ['postgres.new', 'temporal', 'storage', 'secret', 'logs']) {
    rmSync(join(home, part), { recursive: true, force: true });
  }
  mkdirSync(join(home, 'logs'), { recursive: true });
}

export async function up(options: UpOptions): Promise<void> {
  const home = join(options.root, '.kado');
  // Nothing else keeps the process alive: all it started is held by number only.
  const alive = setInterval(() => undefined, 1 << 30);
  let runner: StackRunner | undefined;
  let release: (() => void) | undefined;
  let stopDriver: (() => Promise<void>) | undefined;
  let ending: Promise<void> | undefined;
  const end = (code: number, sentence?: string) => {
    ending ??= (async () => {
      if (sentence !== undefined) process.stderr.write(`${sentence}\n`);
      if (runner?.running) say('Stopping API, worker, Temporal and PostgreSQL…');
      await stopDriver?.();
      await runner?.stop();
      release?.();
      clearInterval(alive);
      process.exit(code);
    })();
    return ending;
  };
  const fail = (error: unknown) =>
    end(1, sentenceFor(error, existsSync(join(home, 'logs')) ? join(home, 'logs', 'up.log') : undefined));
  // npm passes Ctrl-C on a second time; one is enough.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

  try {
    const since = Date.now();
    release = claimHome(home);
    if (options.fresh) begin(home);
    const external = {
      databaseUrl: process.env.DATABASE_URL,
      databaseOwnerUrl: process.env.DATABASE_OWNER_URL,
      temporal: process.env.TEMPORAL_ADDRESS,
    };
    const ports = {
      api: portOf('API_PORT', 3000),
      postgres: portOf('KADO_POSTGRES_PORT', 5433),
      temporal: portOf('KADO_TEMPORAL_PORT', 7233),
      ui: portOf('KADO_TEMPORAL_UI_PORT', 8233),
    };
    await requireFreePort(ports.api, 'the API', 'API_PORT', process.env.API_HOST || undefined);
    if (!external.databaseUrl) await requireFreePort(ports.postgres, 'PostgreSQL', 'KADO_POSTGRES_PORT');
    if (!external.temporal) {
      await requireFreePort(ports.temporal, 'Temporal', 'KADO_TEMPORAL_PORT');
      await requireFreePort(ports.ui, 'the Temporal UI', 'KADO_TEMPORAL_UI_PORT');
    }
    runner = new StackRunner({
      root: options.root,
      home,
      secret: secretOf(home),
      ports,
      external,
      say,
      onLost: (fault) => void fail(fault),
    });
    const stack = await runner.start();
    if (ending) return await ending;
    printTable(stack, home, since);
    if (stack.empty && options.demo) {
      say('\nThe store is empty: the demo engagement goes from inquiry to closed, through the API alone.');
      const driver = startDriver({ root: options.root, home, apiUrl: stack.apiUrl, args: ['--park'], onLine: say });
      stopDriver = () => driver.stop();
      void driver.exited.then((reason) => {
        if (ending) return;
        if (reason === 'code 0') say('The demo is done. KADO stays up; Ctrl-C stops it.');
        else
          say(
            `The demo ended early (${driver.tail(1) || reason}; log: ${driver.logFile}). KADO stays up; \`npm start -- --fresh\` begins anew.`,
          );
      });
    }
    if (options.watch) watchSources({ root: options.root, say, restart: () => stack.restartPrograms().catch(fail) });
  } catch (error) {
    await fail(error);
  }
}

function printTable(stack: Stack, home: string, since: number): void {
  say(`\nKADO is up after ${((Date.now() - since) / 1000).toFixed(1)} s. Ctrl-C stops it.\n`);
  say(
    table([
      ['Console', stack.apiUrl],
      ['API', `${stack.apiUrl}/api/v1`],
      ['API docs', `${stack.apiUrl}/api/docs`],
      ['Temporal UI', stack.temporalUiUrl],
      ['Logs', join(home, 'logs')],
    ]),
  );
  say('');
  say(
    table([
      ['role', '役割', 'name', 'login', 'password'],
      ...DEMO_ACCOUNTS.map(({ role, nameJa, login, password }) => [role, ROLE_NAMES[role].ja, nameJa, login, password]),
    ]),
  );
}
