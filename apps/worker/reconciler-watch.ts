import { type Database, SYSTEM } from '@kado/persistence/database';
import { readEngagementFacts, readStuck } from '@kado/persistence/repositories/engagement-facts';
import { EngineConnection } from '@kado/temporal/client/engine-connection';
import { Executions } from '@kado/temporal/client/executions';
import { Reconciler } from '@kado/temporal/client/reconciler';

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

/**
 * Compares rows and executions once in a while and says what differs; it mends nothing by itself, because what a person has
 * broken a person should look at. Of several workers one looks: whoever gets the lock of PostgreSQL for the moment.
 */
export class ReconcilerWatch {
  private timer: NodeJS.Timeout | undefined;
  private readonly engine: EngineConnection;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly parts: WatchParts) {
    this.engine = new EngineConnection(parts.address);
  }

  start(): void {
    const { minutes } = this.parts;
    if (minutes <= 0) return;
    this.timer = setInterval(() => {
      this.looking = this.look();
    }, minutes * 60_000);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.engine.close();
  }

  /** One look, by one worker at a time. */
  async look(): Promise<void> {
    const { database, log } = this.parts;
    const session = database.source.createQueryRunner();
    try {
      const [lock] = (await session.query("select pg_try_advisory_lock(hashtext('kado-reconciler')) as mine")) as {
        mine: boolean;
      }[];
      if (!lock?.mine) return;
      try {
        const { differences, engagements, executions } = await new Reconciler(new Executions(this.engine)).check({
          engagements: (keys) => database.transaction(SYSTEM, (tx) => readEngagementFacts(tx, keys)),
          stuck: () => database.transaction(SYSTEM, readStuck),
          sites: '*',
        });
        log.info('rows and executions compared', { engagements, executions, differences: differences.length });
        for (const { kind, engagementKey, lotNo, facts } of differences)
          log.warn('rows and executions differ', { kind, engagementKey, lotNo, ...facts });
      } finally {
        await session.query("select pg_advisory_unlock(hashtext('kado-reconciler'))").catch(() => undefined);
      }
    } catch (error) {
      log.warn('rows and executions could not be compared', { error: String(error) });
    } finally {
      await session.release().catch(() => undefined);
    }
  }
}
