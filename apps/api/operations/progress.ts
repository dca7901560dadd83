import type { OPERATION_PHASES } from '@kado/contracts/schemas/operation';
import type { Database, Scope, Tx } from '@kado/persistence/database';
import { tellEnd } from './tell-end';

type Phase = (typeof OPERATION_PHASES)[number];

/** Somebody has cancelled it, or it was taken for dead: whatever is not committed yet must not be. */
export class OperationStopped extends Error {}

/** Often enough for a bar on a screen, seldom enough to cost nothing. */
const EVERY_MS = 400;
const HEARTBEAT_MS = 5_000;

/**
 * How far work has come, committed beside the transaction that does the work: others see it, and who cancels it is seen
 * here. The end belongs to the work's own transaction (`finish`): either both are there or neither is.
 */
export class Progress {
  private done = 0;
  private phase: Phase | null = null;
  private toldAt = 0;
  private isStopped = false;
  private readonly heartbeat: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly operationId: string,
  ) {
    this.heartbeat = setInterval(() => void this.tell().catch(() => undefined), HEARTBEAT_MS).unref();
  }

  async advance(phase: Phase, by: number): Promise<void> {
    this.done += by;
    if (phase !== this.phase || Date.now() - this.toldAt >= EVERY_MS) {
      this.phase = phase;
      await this.tell();
    }
    if (this.isStopped) throw new OperationStopped();
  }

  stop(): void {
    this.isStopped = true;
  }

  /** In the transaction of the work, last: an operation that is not running any more takes the work back with it. */
  async finish(tx: Tx, result: unknown): Promise<void> {
    const row = await tx.one(
      `update operation set state = 'done', done = total, phase = null, result = $2, updated_at = now()
        where id = $1 and state = 'running' returning id`,
      [this.operationId, JSON.stringify(result)],
    );
    if (!row || this.isStopped) throw new OperationStopped();
    await tellEnd(tx, this.operationId);
  }

  end(): void {
    clearInterval(this.heartbeat);
  }

  private async tell(): Promise<void> {
    this.toldAt = Date.now();
    const row = await this.database.transaction(this.scope, (tx) =>
      tx.one(
        `update operation set done = greatest(done, $2), phase = $3, updated_at = now()
          where id = $1 and state = 'running' returning id`,
        [this.operationId, this.done, this.phase],
      ),
    );
    if (!row) this.isStopped = true;
  }
}
