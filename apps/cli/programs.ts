import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StackFault } from '@kado/devstack/fault';
import { type ManagedProcess, startProcess, waitUntilReady } from '@kado/devstack/processes';

export interface ProgramsOptions {
  readonly root: string;
  readonly home: string;
  /** Where the API is asked whether it is ready. */
  readonly apiUrl: string;
  /** Settings of both programs. */
  readonly env: NodeJS.ProcessEnv;
  readonly say: (sentence: string) => void;
  readonly onLost: (fault: StackFault) => void;
}

type Program = 'api' | 'worker';

/** How often a program that ends by itself is started again within a minute before that is called a fault. */
const MOST_RESTARTS = 5;

/** API and worker as processes of their own, watched and started again when they end by themselves. */
export class Programs {
  private readonly programs = new Map<Program, ManagedProcess>();
  private readonly ends = new Map<Program, number[]>();
  private stopping = false;
  private restarting = false;

  constructor(private readonly options: ProgramsOptions) {}

  /** The API first, then the worker it waits for. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.stopProgram('api');
    await this.stopProgram('worker');
  }

  async start(): Promise<void> {
    const worker = this.startProgram('worker');
    const api = this.startProgram('api');
    const url = `${this.options.apiUrl}/readyz`;
    const apiReady = async () => (await fetch(url, { signal: AbortSignal.timeout(3000) })).ok;
    const started = async (program: ManagedProcess, isReady: () => Promise<boolean>) => {
      if (!(await waitUntilReady(program, isReady, 60_000))) throw notStarted(program);
    };
    await Promise.all([started(worker, () => Promise.resolve(worker.saidReady())), started(api, apiReady)]);
    this.superviseProgram('worker', worker);
    this.superviseProgram('api', api);
  }

  private startProgram(name: Program): ManagedProcess {
    const { env, home, root } = this.options;
    const program = startProcess({
      name,
      command: process.execPath,
      args: [join(root, 'dist', 'apps', name, 'main.js')],
      env,
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

  private async stopProgram(name: Program): Promise<void> {
    await this.programs.get(name)?.stop();
  }

  async restart(): Promise<void> {
    this.restarting = true;
    try {
      await this.stopProgram('api');
      await this.stopProgram('worker');
      if (!this.stopping) await this.start();
    } finally {
      this.restarting = false;
    }
  }
}

function notStarted(program: ManagedProcess): StackFault {
  const lines = program.tail(40).split('\n');
  const reason = lines.find((line) => /^\S*Error\b|could not start/.test(line)) ?? lines.at(-1);
  return new StackFault(
    `The ${program.name} did not start (${reason?.slice(0, 300) || 'no reason given'}; log: ${program.logFile}).`,
  );
}
