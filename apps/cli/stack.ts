import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadSettings } from '@kado/config/settings';
import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { StackFault } from '@kado/devstack/fault';
import { startPostgres } from '@kado/devstack/postgres';
import { type ManagedProcess, startProcess, waitUntilReady } from '@kado/devstack/processes';
import { findTemporal } from '@kado/devstack/temporal-binary';
import { registerSearchAttributes, startTemporal } from '@kado/devstack/temporal-server';
import { migrate } from '@kado/persistence/migrate';
import { seed } from '@kado/persistence/seeds/seed';
import { Client } from 'pg';

export interface StackOptions {
  readonly root: string;
  /** Everything the stack writes lies here. */
  readonly home: string;
  readonly secret: string;
  readonly ports: { readonly api: number; readonly postgres: number; readonly temporal: number; readonly ui?: number };
  /** Servers that exist already. */
  readonly external?: { readonly databaseUrl?: string; readonly databaseOwnerUrl?: string; readonly temporal?: string };
  /** No durability: the store goes with the run. */
  readonly throwAway?: boolean;
  readonly say: (sentence: string) => void;
  /** Something that must run is gone for good; the stack is to be stopped. */
  readonly onLost: (fault: StackFault) => void;
}

export interface Stack {
  readonly apiUrl: string;
  readonly temporalUiUrl: string;
  /** True when no engagement has ever been started on this store. */
  readonly empty: boolean;
  /** After a build: new API and worker on the running servers. */
  restartPrograms(): Promise<void>;
}

type Program = 'api' | 'worker';

/** How often a program that ends by itself is started again within a minute before that is called a fault. */
const MOST_RESTARTS = 5;

export class StackRunner {
  /** In the order of starting; stopped from the back. */
  private readonly stops: { name: string; stop: () => Promise<void> }[] = [];
  private readonly programs = new Map<Program, ManagedProcess>();
  private readonly ends = new Map<Program, number[]>();
  private env: NodeJS.ProcessEnv = {};
  private stopping: Promise<void> | undefined;
  private restarting = false;

  constructor(private readonly options: StackOptions) {}

  async start(): Promise<Stack> {
    const { options } = this;
    const database = await this.startDatabase();
    const temporal = await this.startEngine();
    options.say('Bringing the database to the newest schema');
    await migrate(database.ownerUrl);
    const known = await countOf(database.ownerUrl, 'person');
    // A store that came from outside and has people in it is somebody's: demo accounts have no business there.
    if (known === 0 || !options.external?.databaseUrl) await seed(database.ownerUrl);
    const apiUrl = `http://127.0.0.1:${options.ports.api}`;
    this.env = {
      ...process.env,
      NODE_OPTIONS: '--enable-source-maps --disable-warning=ExperimentalWarning',
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: '',
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_UI_URL: temporal.uiUrl,
      API_HOST: process.env.API_HOST || '127.0.0.1',
      API_PORT: String(options.ports.api),
      KADO_STORAGE_DIR: process.env.KADO_STORAGE_DIR || join(options.home, 'storage'),
      KADO_JWT_SECRET: process.env.KADO_JWT_SECRET || derive(options.secret, 'jwt'),
    };
    loadSettings(this.env);
    options.say('Starting worker and API');
    this.stops.push({ name: 'worker', stop: () => this.stopProgram('worker') });
    this.stops.push({ name: 'api', stop: () => this.stopProgram('api') });
    await this.startPrograms();
    return {
      apiUrl,
      temporalUiUrl: temporal.uiUrl,
      empty: (await countOf(database.ownerUrl, 'engagement')) === 0,
      restartPrograms: () => this.restartPrograms(),
    };
  }

  /** True when there is something to stop. */
  get running(): boolean {
    return this.stops.length > 0;
  }

  /** API, worker, Temporal, PostgreSQL: each has finished before what it needs goes. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      for (const { stop } of this.stops.reverse()) await stop();
    })();
    return this.stopping;
  }

  private async startDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
    const { external, home, ports, say, secret, throwAway } = this.options;
    if (external?.databaseUrl) {
      if (!external.databaseOwnerUrl) {
        throw new StackFault(
          'DATABASE_URL is set without DATABASE_OWNER_URL: set it to the same database as role kado_owner, which migrates and seeds.',
        );
      }
      await requireDatabase(external.databaseOwnerUrl, 'DATABASE_OWNER_URL');
      await requireDatabase(external.databaseUrl, 'DATABASE_URL');
      return { ownerUrl: external.databaseOwnerUrl, appUrl: external.databaseUrl };
    }
    say('Starting PostgreSQL');
    const server = await startPostgres({
      dataDir: join(home, 'postgres'),
      port: ports.postgres,
      logFile: join(home, 'logs', 'postgres.log'),
      secret: derive(secret, 'postgres'),
      throwAway,
    });
    this.stops.push({ name: 'postgres', stop: () => server.stop() });
    this.watchServer(server.process);
    return server;
  }

  private async startEngine(): Promise<{ address: string; uiUrl: string }> {
    const { external, home, ports, root, say, throwAway } = this.options;
    if (external?.temporal) {
      try {
        await registerSearchAttributes(
          external.temporal,
          process.env.TEMPORAL_NAMESPACE || 'default',
          SEARCH_ATTRIBUTES,
        );
      } catch (error) {
        if (error instanceof StackFault) throw error;
        throw new StackFault(
          `Temporal at ${external.temporal} (TEMPORAL_ADDRESS) does not answer: start it, or unset TEMPORAL_ADDRESS to use one of KADO's own.`,
        );
      }
      return { address: external.temporal, uiUrl: process.env.TEMPORAL_UI_URL || 'http://127.0.0.1:8233' };
    }
    const binary = await findTemporal({ projectCache: join(root, '.kado', 'cache'), say });
    say('Starting Temporal');
    const server = await startTemporal({
      binary,
      port: ports.temporal,
      uiPort: ports.ui,
      dbFile: throwAway ? undefined : join(home, 'temporal', 'temporal.db'),
      logFile: join(home, 'logs', 'temporal.log'),
      searchAttributes: SEARCH_ATTRIBUTES,
    });
    this.stops.push({ name: 'temporal', stop: () => server.stop() });
    this.watchServer(server.process);
    return { address: server.address, uiUrl: server.uiUrl ?? 'http://127.0.0.1:8233' };
  }

  private async startPrograms(): Promise<void> {
    const worker = this.startProgram('worker');
    const api = this.startProgram('api');
    const url = `http://127.0.0.1:${this.options.ports.api}/readyz`;
    const apiReady = async () => (await fetch(url, { signal: AbortSignal.timeout(3000) })).ok;
    const started = async (program: ManagedProcess, isReady: () => Promise<boolean>) => {
      if (!(await waitUntilReady(program, isReady, 60_000))) throw notStarted(program);
    };
    await Promise.all([started(worker, () => Promise.resolve(worker.saidReady())), started(api, apiReady)]);
    this.superviseProgram('worker', worker);
    this.superviseProgram('api', api);
  }

  private startProgram(name: Program): ManagedProcess {
    const { home, root } = this.options;
    const program = startProcess({
      name,
      command: process.execPath,
      args: [join(root, 'dist', 'apps', name, 'main.js')],
      env: this.env,
      cwd: root,
      logFile: join(home, 'logs', `${name}.log`),
      ipc: true,
      graceMs: 25_000,
    });
    this.programs.set(name, program);
    return program;
  }

  /** A program that ends by itself is started again: workflows wait for a worker, and people for the API. */
  private superviseProgram(name: Program, program: ManagedProcess): void {
    void program.exited.then(async (reason) => {
      if (this.stopping || this.restarting || this.programs.get(name) !== program) return;
      const recent = [...(this.ends.get(name) ?? []), Date.now()].filter((at) => Date.now() - at < 60_000);
      this.ends.set(name, recent);
      if (recent.length > MOST_RESTARTS) {
        this.options.onLost(
          new StackFault(`The ${name} ended ${recent.length} times in a minute (${reason}; log: ${program.logFile}).`),
        );
        return;
      }
      this.options.say(`The ${name} ended by itself (${reason}; log: ${program.logFile}); starting it again`);
      await sleep(500 * recent.length);
      if (!this.stopping && !this.restarting) this.superviseProgram(name, this.startProgram(name));
    });
  }

  private watchServer(server: ManagedProcess): void {
    void server.exited.then((reason) => {
      if (!this.stopping)
        this.options.onLost(
          new StackFault(`${server.name} ended by itself (${reason}; log: ${server.logFile}): start KADO again.`),
        );
    });
  }

  private async stopProgram(name: Program): Promise<void> {
    await this.programs.get(name)?.stop();
  }

  private async restartPrograms(): Promise<void> {
    this.restarting = true;
    try {
      await this.stopProgram('api');
      await this.stopProgram('worker');
      if (!this.stopping) await this.startPrograms();
    } finally {
      this.restarting = false;
    }
  }
}

export function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex');
}

function notStarted(program: ManagedProcess): StackFault {
  const lines = program.tail(40).split('\n');
  const reason = lines.find((line) => /^\S*Error\b|could not start/.test(line)) ?? lines.at(-1);
  return new StackFault(
    `The ${program.name} did not start (${reason?.slice(0, 300) || 'no reason given'}; log: ${program.logFile}).`,
  );
}

async function requireDatabase(url: string, setting: string): Promise<void> {
  try {
    await countOf(url, undefined);
  } catch (error) {
    throw new StackFault(
      `The database of ${setting} cannot be used (${(error as Error).message}): check address, role and password.`,
    );
  }
}

/** Rows in a table, seen as the system; without a table it only asks whether the database answers. */
async function countOf(url: string, table: 'person' | 'engagement' | undefined): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (table === undefined) return 0;
    await client.query('begin');
    await client.query("select set_config('kado.sites', '*', true)");
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    await client.query('commit');
    return rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
