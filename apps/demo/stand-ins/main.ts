import { createInterface } from 'node:readline';
import { Director } from './director';
import { apiRoot, Session } from './http';
import { inspectSample } from './inspector';
import { Leader } from './leader';
import { Memory } from './memory';
import type { Notice, Reply, Request, WorkRequest } from './messages';
import { Shift } from './shift';
import { Teleworker } from './teleworker';

/**
 * The people of the demo, in a process of their own. They know the address of the API, their logins, and what digits look
 * like; requests come in as lines of JSON (who goes to work on what), replies go out the same way.
 */
class People {
  private readonly memory: Memory;
  private readonly root: string;
  private readonly password: string;
  private readonly sessions = new Map<string, Session>();
  private readonly shifts = new Map<string, { shift: Shift; everybody: Promise<unknown> }>();

  constructor(env: NodeJS.ProcessEnv) {
    this.memory = Memory.load(needed(env, 'KADO_DEMO_MEMORY'));
    this.root = apiRoot(needed(env, 'KADO_API_URL'));
    this.password = needed(env, 'KADO_DEMO_PASSWORD');
  }

  async answer(request: Request): Promise<unknown> {
    switch (request.do) {
      case 'work':
        return this.begin(request);
      case 'progress':
        return this.shifts.get(request.engagement)?.shift.counts;
      case 'stop':
        return this.stop(request.engagement);
      case 'inspect':
        return this.inspect(request.lot, request.logins);
    }
  }

  private begin(request: WorkRequest): void {
    const shift = new Shift(request.engagement, request.purpose, request.limit);
    const at = (login: string) => this.session(login);
    const everybody = Promise.all([
      ...request.teleworkers.map((login) => new Teleworker(at(login), this.memory).work(shift)),
      ...request.leaders.map((login) => new Leader(at(login), this.memory).work(shift)),
      ...request.directors.map((login) => new Director(at(login), this.memory).work(shift)),
    ]);
    everybody.catch((error: unknown) => {
      shift.over = true;
      tell({ engagement: request.engagement, failed: sentence(error) });
    });
    this.shifts.set(request.engagement, { shift, everybody });
  }

  private async stop(engagement: string): Promise<Shift['counts'] | undefined> {
    const running = this.shifts.get(engagement);
    if (!running) return undefined;
    running.shift.over = true;
    await running.everybody;
    this.shifts.delete(engagement);
    return running.shift.counts;
  }

  /** Who reviewed or wrote an item leaves it to the next inspector. */
  private async inspect(lot: string, logins: string[]): Promise<{ left: number; defects: number }> {
    let defects = 0;
    let left = 0;
    for (const login of logins) {
      const found = await inspectSample(this.session(login), this.memory, lot);
      defects += found.defects;
      left = found.left;
      if (left === 0) break;
    }
    return { left, defects };
  }

  private session(login: string): Session {
    const known = this.sessions.get(login) ?? new Session(this.root, login, this.password);
    this.sessions.set(login, known);
    return known;
  }
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const tell = (message: Reply | Notice): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);

const people = new People(process.env);
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const request = JSON.parse(line) as Request;
    people
      .answer(request)
      .then((result) => tell({ id: request.id, result: result ?? null }))
      .catch((error: unknown) => tell({ id: request.id, error: sentence(error) }));
  })
  // The driver is gone: so are its people.
  .on('close', () => process.exit(0));
