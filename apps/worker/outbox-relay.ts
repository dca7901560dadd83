import { type Database, SYSTEM } from '@kado/persistence/database';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { QueryRunner } from 'typeorm';

interface OutboxRow {
  id: string;
  aggregate: string;
  kind: string;
  payload: unknown;
  attempts: number;
}

/**
 * The next row of every aggregate, those first that were tried least: however many wait for an execution that does not
 * come, the others are carried.
 */
const NEXT = `
  select * from (select distinct on (aggregate) id, aggregate, kind, payload, attempts from outbox
                  where done_at is null order by aggregate, id) as next_of_each
   order by attempts, id limit 100`;

export interface RelayLog {
  warn(message: string, details: Record<string, unknown>): void;
}

/**
 * Carries outbox rows to workflows, in order per aggregate, at least once: the receiving workflow remembers the round, so
 * a row sent twice does nothing. One relay at a time over all workers, by a session lock that PostgreSQL drops with its
 * owner. No transaction is open while Temporal is called.
 */
export class OutboxRelay {
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly client: Client,
    private readonly log: RelayLog,
    private readonly pollMs = 100,
  ) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const session = this.database.source.createQueryRunner();
      try {
        await this.lead(session);
      } catch (error) {
        this.log.warn('outbox relay interrupted', { error: String(error) });
        await pause(500);
      } finally {
        await session.release().catch(() => undefined);
      }
    }
  }

  private async lead(session: QueryRunner): Promise<void> {
    const lock = (await session.query("select pg_try_advisory_lock(hashtext('kado-outbox-relay')) as mine")) as {
      mine: boolean;
    }[];
    if (!lock[0]?.mine) return pause(1000);
    try {
      while (!this.stopped) {
        // the lock lives as long as this session does; a dead session throws here and another relay leads
        await session.query('select 1');
        if ((await this.carryBatch()) === 0) await pause(this.pollMs);
      }
    } finally {
      await session.query("select pg_advisory_unlock(hashtext('kado-outbox-relay'))").catch(() => undefined);
    }
  }

  private async carryBatch(): Promise<number> {
    const rows = await this.database.transaction(SYSTEM, (tx) => tx.rows<OutboxRow>(NEXT));
    let carried = 0;
    for (const row of rows) {
      if (this.stopped) break;
      if (await this.carry(row)) carried += 1;
    }
    return carried;
  }

  private async carry(row: OutboxRow): Promise<boolean> {
    try {
      await this.client.workflow.getHandle(row.aggregate).signal(row.kind, row.payload);
    } catch (error) {
      // An execution that has ended needs no word any more; one that is not there yet will get it at the next turn.
      if (!(error instanceof WorkflowNotFoundError)) return this.failed(row, error);
      const ended = await this.client.workflow
        .getHandle(row.aggregate)
        .describe()
        .then((d) => d.status.name !== 'RUNNING')
        .catch(() => false);
      if (!ended) return this.failed(row, error);
    }
    await this.database.transaction(SYSTEM, (tx) =>
      tx.rows('update outbox set done_at = now() where id = $1', [row.id]),
    );
    return true;
  }

  /** Tried for ever, and said each time the number of tries has doubled: neither in silence nor in a flood. */
  private async failed(row: OutboxRow, error: unknown): Promise<false> {
    const { id, aggregate } = row;
    const attempts = row.attempts + 1;
    if (Number.isInteger(Math.log2(attempts)))
      this.log.warn('outbox row not carried', { id, aggregate, attempts, error: String(error) });
    await this.database.transaction(SYSTEM, (tx) =>
      tx.rows('update outbox set attempts = attempts + 1 where id = $1', [id]),
    );
    return false;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
