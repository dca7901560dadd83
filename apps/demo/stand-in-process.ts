import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DEMO_PASSWORD } from './people';
import { DIGITS } from './pictures';
import type { EngagementRequest, InspectRequest, Notice, Reply, WorkRequest } from './stand-ins/messages';
import type { Shift } from './stand-ins/shift';

export type WorkCounts = Shift['counts'];
type Wish = Omit<WorkRequest, 'id' | 'do'>;

/** The process in which the stand-ins live. All they get of us: the address of the API, the password, what digits look like. */
export class StandIns {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly asked = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  private readonly failures = new Map<string, string>();
  private last = 0;

  constructor(apiUrl: string) {
    const entry = join(__dirname, 'stand-ins', 'main.js');
    const env = {
      PATH: process.env.PATH,
      KADO_API_URL: apiUrl,
      KADO_DEMO_PASSWORD: DEMO_PASSWORD,
      KADO_DEMO_MEMORY: DIGITS,
    };
    this.child = spawn(process.execPath, [entry], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.pipe(process.stderr);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.hear(JSON.parse(line) as Reply | Notice));
    this.child.on('exit', (code) => {
      for (const { reject } of this.asked.values()) reject(new Error(`the stand-ins' process ended with ${code}`));
      this.asked.clear();
    });
  }

  work(wish: Wish): Promise<void> {
    return this.ask<void>({ do: 'work', ...wish });
  }

  /** What was done so far; throws when one of the people could not go on. */
  async progress(engagement: string): Promise<WorkCounts | null> {
    const failed = this.failures.get(engagement);
    if (failed) throw new Error(`a stand-in cannot go on: ${failed}`);
    return this.ask<WorkCounts | null>({ do: 'progress', engagement });
  }

  stop(engagement: string): Promise<WorkCounts | null> {
    return this.ask<WorkCounts | null>({ do: 'stop', engagement });
  }

  inspect(lot: string, logins: string[]): Promise<{ left: number; defects: number }> {
    return this.ask({ do: 'inspect', lot, logins });
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    await gone;
  }

  private ask<T>(
    request: Omit<WorkRequest, 'id'> | Omit<InspectRequest, 'id'> | Omit<EngagementRequest, 'id'>,
  ): Promise<T> {
    const id = ++this.last;
    return new Promise<T>((resolve, reject) => {
      this.asked.set(id, { resolve: (result) => resolve(result as T), reject });
      this.child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  private hear(message: Reply | Notice): void {
    if ('failed' in message) {
      this.failures.set(message.engagement, message.failed);
      return;
    }
    const waiting = this.asked.get(message.id);
    this.asked.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.result);
    else waiting?.reject(new Error(message.error));
  }
}
