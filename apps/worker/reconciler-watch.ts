import { type Database, SYSTEM } from '@kado/persistence/database';
import { readEngagementFacts, readStuck } from '@kado/persistence/repositories/engagement-facts';
import { EngineConnection } from '@kado/temporal/client/engine-connection';
import { Executions } from '@kado/temporal/client/executions';
import { Reconciler } from '@kado/temporal/client/reconciler';
import type { QueryRunner } from 'typeorm';

export interface WatchLog {
  info(message: string, details: Record<string, unknown>): void;
  warn(message: string, details: Record<string, unknown>): void;
}

interface WatchParts {
  database: Database;
  address: { temporalAddress: string; temporalNamespace: string; taskQueue: string };
  /** 0: never. */
  minutes: number;
  log: WatchLog;
}

/** How often the leader sees whether its lock is alive, and the others whether there is still one. */
const BEAT_MS = 30_000;

/**
 * Compares rows and executions once in a while and says what differs; it mends nothing by itself, because what a person has
 * broken a person should look at. Of several workers one looks, by a session lock that PostgreSQL drops with its owner.
 */
export class ReconcilerWatch {
  private readonly engine: EngineConnection;
  private readonly reconciler: Reconciler;
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: WatchParts,
    private readonly beatMs = BEAT_MS,
  ) {
    this.engine = new EngineConnection(parts.address);
    this.reconciler = new Reconciler(new Executions(this.engine));
  }

  start(): void {
    if (this.parts.minutes > 0) this.running = this.run();
  }

  /** A look under way is waited for: it holds connections that are closed next. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
    await this.engine.close();
  }

  private async run(): Promise<void> {
    while (!this.ending.signal.aborted) {
      const session = this.parts.database.source.createQueryRunner();
      try {
        await this.lead(session);
      } catch (error) {
        this.parts.log.warn('reconciliation interrupted', { error: String(error) });
      } finally {
        await session.release().catch(() => undefined);
      }
      await this.pause(this.beatMs);
    }
  }

  private async lead(session: QueryRunner): Promise<void> {
    const lock = (await session.query("select pg_try_advisory_lock(hashtext('kado-reconciler')) as mine")) as {
      mine: boolean;
    }[];
    if (!lock[0]?.mine) return;
    try {
      while (!this.ending.signal.aborted) {
        await this.untilNextLook(session);
        if (!this.ending.signal.aborted) await this.look();
      }
    } finally {
      await session.query("select pg_advisory_unlock(hashtext('kado-reconciler'))").catch(() => undefined);
    }
  }

  /** The lock lives as long as this session does; a dead session throws here, and another worker leads. */
  private async untilNextLook(session: QueryRunner): Promise<void> {
    const end = Date.now() + this.parts.minutes * 60_000;
    for (let left = end - Date.now(); left > 0 && !this.ending.signal.aborted; left = end - Date.now()) {
      await this.pause(Math.min(left, this.beatMs));
      await session.query('select 1');
    }
  }

  private async look(): Promise<void> {
    const { database, log } = this.parts;
    try {
      const { differences, ...counted } = await this.reconciler.check({
        engagements: (keys) => database.transaction(SYSTEM, (tx) => readEngagementFacts(tx, keys)),
        stuck: () => database.transaction(SYSTEM, readStuck),
        sites: '*',
      });
      log.info('rows and executions compared', { ...counted, differences: differences.length });
      for (const { kind, engagementKey, lotNo, facts } of differences)
        log.warn('rows and executions differ', { kind, engagementKey, lotNo, ...facts });
    } catch (error) {
      log.warn('rows and executions could not be compared', { error: String(error) });
    }
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.ending;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      signal.addEventListener('abort', done);
    });
  }
}
