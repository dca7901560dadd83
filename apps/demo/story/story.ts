import { randomUUID } from 'node:crypto';
import { type Office, sha256 } from '../office';
import type { Order } from '../orders';
import { paper } from '../papers';
import type { PictureRow } from '../pictures';
import type { Teller } from '../say';
import type { StandIns } from '../stand-in-process';
import { ApiProblem, type Session } from '../stand-ins/http';

export interface WaitingTask {
  taskId: string;
  kind: string;
  role: string;
}

interface Receipt {
  taskId: string;
  outcome: string;
  stage: string;
  version: number;
  at: string;
}

/** Everything around the stories. */
export interface Stage {
  office: Office;
  people: StandIns;
  teller: Teller;
  pictures: PictureRow[];
}

export interface Check {
  name: string;
  ok: boolean;
}

/** One engagement on its way: what its people have done so far, as far as the next of them has to know. */
export class Story {
  readonly checks: Check[] = [];
  /** Human tasks whose person is done with them, in whatever order the lists show it. */
  readonly finished = new Set<string>();
  decisions = 0;
  clientReturns = 0;
  refusals = 0;
  approvedLots = 0;
  requirementsVersion = 0;
  team: string[] = [];
  delivered: { csv: Buffer; report: DeliveryReport } | undefined;
  working = false;
  /** Decisions on their way: what they bring about is told after them. */
  deciding = 0;

  constructor(
    readonly around: Stage,
    readonly order: Order,
    readonly rows: PictureRow[],
    readonly key: string,
    /** Tells nothing but what is wrong. */
    private readonly quiet: boolean,
  ) {}

  as(login: string): Session {
    return this.around.office.as(login);
  }

  say(line: string): void {
    if (!this.quiet) this.around.teller.say(`${this.key}  ${line}`);
  }

  check(name: string, ok: boolean): void {
    this.checks.push({ name, ok });
    if (!ok) this.around.teller.say(`${this.key}  ✗ ${name}`);
  }

  path(rest: string): string {
    return `/engagements/${this.key}${rest}`;
  }

  /** A person opens the task, takes it over so that others see who has it, and decides. */
  async decide(login: string, task: WaitingTask, outcome: string, words: DecisionWords = {}): Promise<string> {
    const open = await this.as(login).get<{ outcomes: string[]; mayDecide: boolean }>(`/human-tasks/${task.taskId}`);
    if (!open.mayDecide || !open.outcomes.includes(outcome)) {
      throw new Error(
        `${login} may not decide ${task.taskId} (${task.kind}) with "${outcome}": ${open.outcomes.join(', ')}`,
      );
    }
    await this.as(login).post(`/human-tasks/${task.taskId}/claim`);
    const key = randomUUID();
    this.deciding += 1;
    try {
      await this.as(login).post<Receipt>(`/human-tasks/${task.taskId}/complete`, { outcome, ...words }, key);
    } finally {
      this.deciding -= 1;
    }
    this.decisions += 1;
    const lot = /-L\d+(?=-T)/.exec(task.taskId)?.[0].replace('-', ' ') ?? '';
    this.say(`${login} ${task.kind}${lot} → ${outcome}${words.reason ? `「${words.reason}」` : ''}`);
    return key;
  }

  /** What was decided stays decided: the same command answers the same, another one is refused and told the stage. */
  async tryAgain(
    login: string,
    task: WaitingTask,
    key: string,
    taken: string,
    other: string,
    words: DecisionWords,
  ): Promise<void> {
    const path = `/human-tasks/${task.taskId}/complete`;
    const again = await this.as(login).post<Receipt>(path, { outcome: taken, ...words }, key);
    this.check(`${task.kind}: sent twice, taken once`, again.outcome === taken && again.taskId === task.taskId);
    const refused = await this.refusal(login, 'POST', path, { body: { outcome: other, reason: '取り消します。' } });
    this.check(
      `${task.kind}: a second decision is refused with the stage`,
      refused?.status === 409 && refused.code === 'decision_already_made' && typeof refused.body.stage === 'string',
    );
  }

  /** The problem with which the API refuses; undefined where it does not. */
  async refusal(
    login: string,
    method: string,
    path: string,
    options: { body?: unknown; ifMatch?: string },
  ): Promise<ApiProblem | undefined> {
    try {
      await this.as(login).call(method, path, options);
      return undefined;
    } catch (error) {
      if (error instanceof ApiProblem) return error;
      throw error;
    }
  }

  /** Puts a paper on file: its name and its hash; `persons` for papers that speak of persons. */
  async file(login: string, kind: string, persons?: string[]): Promise<void> {
    const { name, text } = paper(kind, this.key, this.order);
    await this.as(login).post(this.path('/evidence'), {
      kind,
      documentName: name,
      documentSha256: sha256(text),
      ...(persons ? { personIds: persons } : {}),
    });
  }
}

export interface DecisionWords {
  data?: Record<string, string | number | boolean>;
  reason?: string;
}

export interface DeliveryReport {
  items: number;
  returned: number;
  accuracy: { estimate: number; low: number; high: number; basis: string; measured: number };
}

export type Step = (story: Story, task: WaitingTask) => Promise<void>;
