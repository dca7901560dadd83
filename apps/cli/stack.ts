import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { loadSettings } from '@kado/config/settings';
import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { StackFault } from '@kado/devstack/fault';
import { startPostgres } from '@kado/devstack/postgres';
import type { ManagedProcess } from '@kado/devstack/processes';
import { findTemporal } from '@kado/devstack/temporal-binary';
import { registerSearchAttributes, startTemporal } from '@kado/devstack/temporal-server';
import { migrate } from '@kado/persistence/migrate';
import { seed } from '@kado/persistence/seeds/seed';
import { apiUrlOf } from './api-address';
import { countOf, requireDatabase } from './database-facts';
import { Programs } from './programs';

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
  /** Of the role that owns the schema: for measures that fill tables by the hundred thousand. */
  readonly databaseOwnerUrl: string;
  /** True when no engagement has ever been started on this store. */
  readonly empty: boolean;
  /** After a build: new API and worker on the running servers. */
  restartPrograms(): Promise<void>;
}

export class StackRunner {
  /** In the order of starting; stopped from the back. */
  private readonly stops: { name: string; stop: () => Promise<void> }[] = [];
  private stopping: Promise<void> | undefined;

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
    const apiHost = process.env.API_HOST || '127.0.0.1';
    const apiUrl = apiUrlOf(apiHost, options.ports.api);
    const env = {
      ...process.env,
      NODE_OPTIONS: '--enable-source-maps --disable-warning=ExperimentalWarning',
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: '',
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_UI_URL: temporal.uiUrl,
      API_HOST: apiHost,
      API_PORT: String(options.ports.api),
      KADO_STORAGE_DIR: process.env.KADO_STORAGE_DIR || join(options.home, 'storage'),
      KADO_JWT_SECRET: process.env.KADO_JWT_SECRET || derive(options.secret, 'jwt'),
    };
    loadSettings(env);
    options.say('Starting worker and API');
    const programs = new Programs({ ...options, apiUrl, env });
    this.stops.push({ name: 'api and worker', stop: () => programs.stop() });
    await programs.start();
    return {
      apiUrl,
      temporalUiUrl: temporal.uiUrl,
      databaseOwnerUrl: database.ownerUrl,
      empty: (await countOf(database.ownerUrl, 'engagement')) === 0,
      restartPrograms: () => programs.restart(),
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

  private watchServer(server: ManagedProcess): void {
    void server.exited.then((reason) => {
      if (!this.stopping)
        this.options.onLost(
          new StackFault(`${server.name} ended by itself (${reason}; log: ${server.logFile}): start KADO again.`),
        );
    });
  }
}

export function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('hex');
}
