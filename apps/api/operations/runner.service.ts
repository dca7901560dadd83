import { Database, type Scope } from '@kado/persistence/database';
import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOG } from '../common/injection';
import { Problem } from '../common/problem';
import { problemOf } from '../common/problem.filter';
import { PROBLEMS, type Words } from '../common/problem-catalog';
import { INTERRUPTED, type OperationFault } from './faults';
import { OperationStopped, Progress } from './progress';
import { tellEnd } from './tell-end';

export interface Job {
  operationId: string;
  scope: Scope;
  traceId: string;
  /** Ends by `progress.finish` in its own transaction, or throws. */
  work: (progress: Progress) => Promise<void>;
}

/** Each holds the files it works on in memory. */
const AT_ONCE = 2;
/** How long the end of the process waits for what it has stopped. */
const PATIENCE_MS = 5_000;

/** Long work that this process does after its request has been answered. */
@Injectable()
export class OperationRunner implements BeforeApplicationShutdown {
  private readonly running = new Map<string, { progress: Progress; ended: Promise<void>; scope: Scope }>();

  constructor(
    private readonly database: Database,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  requireRoom(): void {
    if (this.running.size >= AT_ONCE) throw new Problem(429, 'too_many_imports', { headers: { 'Retry-After': '30' } });
  }

  start(job: Job): void {
    const progress = new Progress(this.database, job.scope, job.operationId);
    const ended = this.run(job, progress).finally(() => {
      progress.end();
      this.running.delete(job.operationId);
    });
    this.running.set(job.operationId, { progress, ended, scope: job.scope });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const jobs = [...this.running];
    for (const [, { progress }] of jobs) progress.stop();
    // First the word, then the wait: what commits later finds that its operation has ended, and takes itself back.
    await Promise.all(jobs.map(([id, { scope }]) => this.fail(id, scope, INTERRUPTED)));
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
    await Promise.race([Promise.all(jobs.map(([, { ended }]) => ended)), patience]);
  }

  private async run(job: Job, progress: Progress): Promise<void> {
    try {
      await job.work(progress);
    } catch (error) {
      if (error instanceof OperationStopped) return;
      const problem = problemOf(error, this.log, job.traceId);
      await this.fail(job.operationId, job.scope, faultOf(problem));
    }
  }

  /** Should the database be away, nobody hears the heart beat any more, and whoever asks next reads that it was broken off. */
  private async fail(id: string, scope: Scope, fault: OperationFault): Promise<void> {
    await this.database
      .transaction(scope, async (tx) => {
        const failed = await tx.one(
          `update operation set state = 'failed', phase = null, error = $2, updated_at = now()
            where id = $1 and state = 'running' returning id`,
          [id, JSON.stringify(fault)],
        );
        if (failed) await tellEnd(tx, id);
      })
      .catch((error: unknown) =>
        this.log.error({ err: error, operationId: id }, 'the end of an operation is not kept'),
      );
  }
}

function faultOf({ code, options }: Problem): OperationFault {
  const fix: Words = options.detail ?? {
    ja: '内容を確認して、もう一度取り込んでください。何も取り込まれていません。',
    en: 'Look into it and import again; nothing has been imported.',
  };
  return { code, reason: PROBLEMS[code], fix, ...options.extras };
}
