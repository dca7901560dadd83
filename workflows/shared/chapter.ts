import type { Journal, JournalEntry } from '@kado/contracts/carry';
import type { Decision, Subject, TaskState } from '@kado/contracts/human-task';
import type { HumanTaskKind, OutcomeOf } from '@kado/domain/human-tasks';
import { ActivityFailure, ApplicationFailure, condition } from '@temporalio/workflow';
import { type ChangeName, isOn } from './changes';
import type { ChapterDesk } from './desk';

/** Why a chapter is left before its end: a cancelling, a repair, a change withdrawn. Caught by whoever tells the story. */
export class Interruption<To = unknown> {
  constructor(readonly to: To) {}
}

export interface AskOptions {
  /** Persons who wrote what is decided on (four eyes). */
  excluding?: string[];
  /** Tells asks of one kind apart that stand side by side: a delivery, a change. */
  label?: string;
  subject?: Subject;
}

/** How long an effect that ops was asked about waits before it is tried again by itself. */
const RETRY_AFTER_MS = [10_000, 60_000, 600_000] as const;

/**
 * One part of an execution's story, from its begin to its end. What it has got so far, an answer of each ask and a result of
 * each effect, is kept in its journal under the ask's or effect's own name, so that a new run tells it again from the
 * beginning and is at the same place without asking or doing anything twice. Hence three rules for who writes a story:
 * branch by answers and results only; give what stands side by side labels; put every effect into `effect`.
 */
export class Chapter<To = unknown> {
  private readonly counts = new Map<string, number>();
  private readonly unread: Set<string>;
  private fault: unknown;
  private interruption: Interruption<To> | undefined;

  constructor(
    private readonly desk: ChapterDesk,
    readonly name: string,
    private readonly journal: Journal,
  ) {
    this.unread = new Set(Object.keys(journal));
  }

  /** Asks one person and parks until a valid decision has come. */
  async ask<K extends HumanTaskKind>(kind: K, options: AskOptions = {}): Promise<Decision & { outcome: OutcomeOf<K> }> {
    const task = this.task(kind, options);
    await this.desk.step();
    await this.park(() => task.decision !== undefined);
    // Judged by its shape before it was taken: the outcome is one of its kind.
    return task.decision as Decision & { outcome: OutcomeOf<K> };
  }

  /** Asks several people at once; each decision is written as it comes. */
  async askAll(kinds: readonly HumanTaskKind[]): Promise<Decision[]> {
    const tasks = kinds.map((kind) => this.task(kind, {}));
    await this.desk.step();
    return Promise.all(
      tasks.map(async (task) => {
        await this.park(() => task.decision !== undefined);
        await this.desk.step();
        return task.decision as Decision;
      }),
    );
  }

  /**
   * Does something once, after what was decided before is written. An effect that fails for long asks ops, and goes on being
   * tried: `skippedAs` is what stands in its place where ops skips it; without one it cannot be skipped.
   */
  async effect<T>(name: string, run: () => Promise<T>, skippedAs?: T): Promise<T> {
    const key = this.key('effect', name);
    const known = this.read(key);
    if (known && 'result' in known) return known.result as T;
    await this.desk.step();
    return this.keep(key, await this.repaired(name, run, skippedAs));
  }

  /** Does something once that cannot fail for long (messages to other executions), with nothing written before it. */
  async once<T>(name: string, run: () => Promise<T>): Promise<T> {
    const key = this.key('effect', name);
    const known = this.read(key);
    if (known && 'result' in known) return known.result as T;
    return this.keep(key, await this.desk.working(run));
  }

  /** A fact as it was when the chapter came here first: what it branches by may change while it is told. */
  note<T>(name: string, fact: T): T {
    const key = this.key('note', name);
    const known = this.read(key);
    if (known && 'result' in known) return known.result as T;
    this.journal[key] = { result: fact };
    return fact;
  }

  /** Parks until this holds. What makes it hold must be carried over to a next run. */
  async until(holds: () => boolean): Promise<void> {
    await this.park(() => holds() || this.fault !== undefined);
    if (this.fault !== undefined) throw this.fault;
  }

  /** Tells a part of this chapter beside the rest of it; its fault is the chapter's. */
  beside(tell: () => Promise<void>): void {
    tell().catch((error: unknown) => {
      if (!(error instanceof Interruption)) this.fault ??= error;
    });
  }

  /** Leaves the chapter at its next turn: whatever it is parked on does not come any more. */
  interrupt(to: To): void {
    this.interruption ??= new Interruption(to);
  }

  /**
   * Does this execution live under a change of the code? Decided once, for all of its runs; a chapter that is told again up
   * to where it was keeps its old course.
   */
  changed(name: ChangeName): boolean {
    const { changes } = this.desk;
    changes[name] ??= this.unread.size === 0 && isOn(name);
    return changes[name];
  }

  private task(kind: HumanTaskKind, { label, excluding = [], subject }: AskOptions): TaskState {
    const key = this.key('ask', label === undefined ? kind : `${kind}@${label}`);
    const known = this.read(key);
    const task = known && 'taskId' in known ? this.desk.find(known.taskId) : undefined;
    if (task) return task;
    const opened = this.desk.open(kind, { excluding, chapter: this.name, key, ...(subject && { subject }) });
    this.journal[key] = { taskId: opened.wait.taskId };
    return opened;
  }

  private keep<T>(key: string, result: T): T {
    this.journal[key] = { result: result ?? null };
    if (this.interruption) throw this.interruption;
    return result;
  }

  private key(what: 'ask' | 'effect' | 'note', name: string): string {
    const n = (this.counts.get(`${what}:${name}`) ?? 0) + 1;
    this.counts.set(`${what}:${name}`, n);
    return `${what}:${name}#${n}`;
  }

  private read(key: string): JournalEntry | undefined {
    this.unread.delete(key);
    return this.journal[key];
  }

  private async park(holds: () => boolean, timeoutMs?: number): Promise<boolean> {
    if (this.interruption) throw this.interruption;
    const goesOn = () => holds() || this.interruption !== undefined;
    this.desk.parked.add(goesOn);
    try {
      if (timeoutMs === undefined) await condition(goesOn);
      else await condition(goesOn, timeoutMs, { summary: '再試行まで' });
    } finally {
      this.desk.parked.delete(goesOn);
    }
    if (this.interruption) throw this.interruption;
    return holds();
  }

  private async repaired<T>(name: string, run: () => Promise<T>, skippedAs: T | undefined): Promise<T> {
    let repair: TaskState | undefined;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const result = await this.desk.working(run);
        if (repair) this.desk.withdraw((task) => task === repair);
        return result;
      } catch (error) {
        if (!(error instanceof ActivityFailure)) throw error;
        const isEarly = error.cause instanceof ApplicationFailure && error.cause.type === 'lot_not_ready';
        if (!isEarly && (repair === undefined || repair.decision)) {
          repair = this.task('repair_effect', {
            label: name,
            subject: { effect: name, skippable: skippedAs === undefined ? 0 : 1 },
          });
          await this.desk.step();
        }
        const decided = repair;
        await this.park(() => decided?.decision !== undefined, RETRY_AFTER_MS[attempt] ?? 600_000);
        if (decided?.decision?.outcome === 'skipped') return skippedAs as T;
      }
    }
  }
}
