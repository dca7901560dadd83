import { Database, SYSTEM } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const Check = z.object({ status: z.enum(['ok', 'failed']), detail: z.string().optional() });
export const Checks = z
  .object({
    status: z.enum(['ok', 'failed']),
    checks: z.object({ database: Check, migrations: Check, temporal: Check, worker: Check }),
  })
  .meta({ id: 'Readiness' });

type CheckResult = z.output<typeof Check>;

/** Longest wait for one part; the parts are asked at the same time. */
const PATIENCE_MS = 3_000;
const NO_ANSWER = 'does not answer';

@Injectable()
export class HealthService {
  constructor(
    private readonly database: Database,
    private readonly process: EngagementProcess,
  ) {}

  async check(): Promise<z.output<typeof Checks>> {
    const [database, migrations, temporal, worker] = await Promise.all([
      verdict(this.isDatabaseThere(), NO_ANSWER),
      verdict(this.isMigrated(), 'the schema is not the newest: run the migrations'),
      verdict(this.isEngineThere(), NO_ANSWER),
      verdict(this.process.isWorkerPolling(), 'no worker polls the task queue'),
    ]);
    const checks = { database, migrations, temporal, worker };
    const isReady = Object.values(checks).every((check) => check.status === 'ok');
    return { status: isReady ? 'ok' : 'failed', checks };
  }

  private async isDatabaseThere(): Promise<boolean> {
    await this.database.transaction(SYSTEM, (tx) => tx.rows('select 1'));
    return true;
  }

  private async isEngineThere(): Promise<boolean> {
    await this.process.ping();
    return true;
  }

  /** The application role may not read the owner's list of migrations: what counts is that every column we use is there. */
  private isMigrated(): Promise<boolean> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const present = await tx.rows<{ name: string }>(
        `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
      );
      const names = new Set(present.map((column) => column.name));
      return this.database.source.entityMetadatas.every((entity) =>
        entity.columns.every((column) => names.has(`${entity.tableName}.${column.databaseName}`)),
      );
    });
  }
}

/** `fault` is what a plain no means; whoever does not answer at all says nothing about itself. */
async function verdict(asked: Promise<boolean>, fault: string): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  const isWell = await Promise.race([asked.catch(() => undefined), late]);
  clearTimeout(timer);
  if (isWell) return { status: 'ok' };
  return { status: 'failed', detail: isWell === false ? fault : NO_ANSWER };
}
