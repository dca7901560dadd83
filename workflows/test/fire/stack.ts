import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { freePort } from '@kado/devstack/ports';
import { type PostgresOptions, type RunningPostgres, startPostgres } from '@kado/devstack/postgres';
import type { ManagedProcess } from '@kado/devstack/processes';
import { findTemporal } from '@kado/devstack/temporal-binary';
import { type RunningTemporal, startTemporal, type TemporalOptions } from '@kado/devstack/temporal-server';
import { type ThrowAwayHome, throwAwayHome } from '@kado/devstack/throw-away';
import { migrate } from '@kado/persistence/migrate';
import { seed } from '@kado/persistence/seeds/seed';
import { build, type ProgramSettings, startApiProcess, startWorkerProcess } from '@kado/testing/worker-process';

export type Part = 'worker' | 'api' | 'postgres' | 'temporal';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Everything that KADO runs on, as it is shipped, on free ports: PostgreSQL with its fsync, Temporal on a file, a worker and
 * an API of the build, each a process that can be ended without a word and is started again, as its supervisor would.
 */
export class FireStack {
  private home!: ThrowAwayHome;
  private postgresOptions!: PostgresOptions;
  private temporalOptions!: TemporalOptions;
  private postgres!: RunningPostgres;
  private temporal!: RunningTemporal;
  private programs!: ProgramSettings;
  private readonly running = new Map<'worker' | 'api', ManagedProcess>();
  private ending = false;
  private readonly watches: Promise<void>[] = [];
  /** When the last fault was over and everything was back. */
  calmSince = 0;

  get databaseUrl(): string {
    return this.postgres.appUrl;
  }

  get temporalAddress(): string {
    return this.temporal.address;
  }

  get api(): string {
    return `http://127.0.0.1:${this.programs.apiPort}/api/v1`;
  }

  async start(): Promise<void> {
    build();
    this.home = throwAwayHome('kado-fire-');
    const { dir } = this.home;
    this.postgresOptions = {
      dataDir: join(dir, 'postgres'),
      port: await freePort({ low: true }),
      logFile: join(dir, 'postgres.log'),
      secret: randomBytes(16).toString('hex'),
    };
    this.temporalOptions = {
      binary: await findTemporal({ projectCache: join(__dirname, '..', '..', '..', '.kado', 'cache') }),
      port: await freePort({ low: true }),
      logFile: join(dir, 'temporal.log'),
      dbFile: join(dir, 'temporal.db'),
      searchAttributes: SEARCH_ATTRIBUTES,
    };
    this.postgres = await startPostgres(this.postgresOptions);
    await migrate(this.postgres.ownerUrl);
    await seed(this.postgres.ownerUrl);
    this.temporal = await startTemporal(this.temporalOptions);
    this.programs = {
      databaseUrl: this.postgres.appUrl,
      temporalAddress: this.temporal.address,
      taskQueue: 'kado-fire',
      apiPort: await freePort({ low: true }),
      storageDir: join(dir, 'storage'),
    };
    await Promise.all([this.keep('worker'), this.keep('api')]);
    this.calmSince = Date.now();
  }

  /** Ends a part without a word; answers once it, and all that fell with it, is back. */
  async strike(part: Part, awayMs: number): Promise<void> {
    this.calmSince = Number.POSITIVE_INFINITY;
    await this.everythingBack();
    if (part === 'worker' || part === 'api') process.kill(this.running.get(part)?.pid as number, 'SIGKILL');
    else if (part === 'postgres') {
      // As after a power cut: sessions die, the next start replays its log.
      process.kill(this.postgres.process.pid, 'SIGQUIT');
      await this.postgres.process.exited;
      await this.postgres.stop();
      await pause(awayMs);
      this.postgres = await startPostgres(this.postgresOptions);
    } else {
      process.kill(this.temporal.process.pid, 'SIGKILL');
      await this.temporal.process.exited;
      await this.temporal.stop();
      await pause(awayMs);
      this.temporal = await startTemporal(this.temporalOptions);
    }
    await pause(50);
    await this.everythingBack();
    this.calmSince = Date.now();
  }

  async stop(): Promise<void> {
    this.ending = true;
    await Promise.all([...this.running.values()].map((program) => program.stop()));
    await Promise.all(this.watches);
    await this.temporal.stop();
    await this.postgres.stop();
    this.home.remove();
  }

  private async everythingBack(): Promise<void> {
    for (const end = Date.now() + 60_000; ; await pause(50)) {
      const programs = [...this.running.values()];
      if (programs.length === 2 && programs.every((program) => program.running() && program.saidReady())) return;
      if (Date.now() > end) throw new TypeError('a program did not come back within a minute');
    }
  }

  /** The supervisor of one program: starts it, and starts it again whenever it has gone. */
  private async keep(name: 'worker' | 'api'): Promise<void> {
    const begin = name === 'worker' ? startWorkerProcess : startApiProcess;
    let program = await begin(this.programs);
    this.running.set(name, program);
    const watch = async (): Promise<void> => {
      for (;;) {
        await program.exited;
        if (this.ending) return;
        this.running.delete(name);
        await program.stop();
        // Not there yet while what it needs is away: tried again, as a supervisor does.
        for (;;) {
          const next = await begin(this.programs).catch(() => undefined);
          if (this.ending) return next?.stop();
          if (next) {
            program = next;
            break;
          }
          await pause(300);
        }
        this.running.set(name, program);
      }
    };
    this.watches.push(watch());
  }
}
