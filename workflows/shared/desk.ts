import type { StepOwner } from '@kado/contracts/activities';
import type { DeskCarry, Journal } from '@kado/contracts/carry';
import type { CommandReceipt } from '@kado/contracts/command';
import type { TaskState, Wait } from '@kado/contracts/human-task';
import { CLOCK_PERCENT } from '@kado/domain/clock-codes';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import { allHandlersFinished, condition } from '@temporalio/workflow';
import { steps } from './activity-profiles';
import { Clocks, type Strike } from './clocks';
import { openDoors } from './doors';
import { now } from './failures';
import { Judge } from './judge';
import { TaskBook, type Unwritten } from './task-book';
import { describe, Filters, stepSummary } from './texts';

/** What a chapter needs of its desk. */
export type ChapterDesk = Pick<
  Desk<Stage | LotStage>,
  'open' | 'find' | 'step' | 'working' | 'withdraw' | 'parked' | 'changes'
>;

export interface DeskStart<S> {
  owner: StepOwner;
  taskPrefix: string;
  stage: S;
  commandId?: string;
  /** Steps and tasks that an earlier execution of the same rows has written. */
  from?: { version: number; tasks: number; round: number };
  carry?: DeskCarry;
  /** Which chapter is told, for the projection. */
  chapter?: () => string | undefined;
  /** More lines on the execution's page in the Temporal UI. */
  details?: () => string[];
}

/**
 * The desk of one execution: it keeps the book of human tasks, takes decisions by both doors, and writes every step to the
 * projection. Chapters ask through it; everything between two steps is written as one, in one transaction, before anybody
 * is answered.
 *
 * Whoever awaits a decision must write a step afterwards (the next `ask`, `step` or `finish` does), because the sender
 * of the decision is waiting for it.
 */
export class Desk<S extends Stage | LotStage> {
  readonly judge: Judge;
  /** Whether each place that a story is parked at would go on; see `isQuiet`. */
  readonly parked = new Set<() => boolean>();
  readonly changes: Record<string, boolean>;
  readonly journals: Record<string, Journal>;
  private readonly owner: StepOwner;
  readonly book: TaskBook;
  private readonly filters: Filters;
  private readonly clocks: Clocks;
  private readonly commands: DeskCarry['commands'];
  private stage: S;
  private version: number;
  private round: number;
  private held: DeskCarry['held'];
  private moved: boolean;
  private busy = 0;
  private lastRefusal: string | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly start: DeskStart<S>) {
    const { owner, carry, from } = start;
    this.owner = owner;
    this.stage = (carry?.stage as S | undefined) ?? start.stage;
    this.version = carry?.version ?? from?.version ?? 0;
    this.round = carry?.round ?? from?.round ?? 1;
    this.held = carry?.held ?? null;
    this.moved = carry === undefined;
    this.book = new TaskBook({
      taskPrefix: start.taskPrefix,
      known: from?.tasks ?? 0,
      carried: carry?.tasks ?? [],
    });
    this.changes = carry?.changes ?? {};
    this.journals = carry?.journals ?? {};
    this.commands = carry?.commands ?? [];
    this.filters = new Filters(carry?.filters);
    this.clocks = new Clocks(
      (taskId) => this.book.isOpen(taskId) && this.find(taskId)?.wait.pausedAt === undefined,
      (taskId) => !this.book.isOpen(taskId),
      (strike) => this.strike(strike),
    );
    this.clocks.restore(carry?.points ?? []);
    this.judge = new Judge({
      owner,
      find: (taskId) => this.find(taskId),
      stage: () => this.shownStage(),
      isHeld: () => this.held !== null,
      onTaken: (decision) => {
        this.book.noteDecision(decision);
        this.lastRefusal = undefined;
      },
    });
    openDoors({
      owner,
      judge: this.judge,
      book: this.book,
      shown: () => ({ stage: this.shownStage() as Stage | LotStage, version: this.version }),
      onRefusedSignal: (taskId, code) => {
        this.lastRefusal = `${taskId}: ${code}`;
      },
      onShown: () => this.show(),
    });
    if (carry) this.show();
    void this.clocks.run();
  }

  /** Where the story stands; on hold the projection shows that instead (`shownStage`). */
  currentStage(): S {
    return this.stage;
  }

  shownStage(): S | 'on_hold' {
    return this.held !== null && this.owner.lotNo === undefined ? 'on_hold' : this.stage;
  }

  currentVersion(): number {
    return this.version;
  }

  heldSince(): DeskCarry['held'] {
    return this.held;
  }

  find(taskId: string): TaskState | undefined {
    return this.book.find(taskId);
  }

  enter(stage: S, round = this.round): void {
    if (stage === this.stage && round === this.round) return;
    this.stage = stage;
    this.round = round;
    this.moved = true;
  }

  open(kind: HumanTaskKind, about: Pick<Wait, 'excluding' | 'chapter' | 'key' | 'subject'>): TaskState {
    const task = this.book.open(kind, about);
    if (this.held !== null) this.book.pause(task, 'hold');
    return task;
  }

  withdraw(which: (task: TaskState) => boolean): void {
    this.book.withdraw(which);
  }

  hold(): void {
    if (this.held !== null) return;
    this.held = { since: now() };
    this.moved = true;
    for (const task of this.book.openTasks()) this.book.pause(task, 'hold');
  }

  resume(): void {
    if (this.held === null) return;
    this.held = null;
    this.moved = true;
    for (const task of this.book.openTasks()) this.book.resume(task, 'hold');
  }

  receiptOf(commandId: string): CommandReceipt | undefined {
    return this.commands.find((known) => known.commandId === commandId)?.receipt;
  }

  keepReceipt(commandId: string, receipt: CommandReceipt): void {
    this.commands.push({ commandId, receipt });
  }

  /** Writes what has changed since the last step; steps are written one after the other, in order. */
  step(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** The projection gets all that is open once more, although nothing has changed here. */
  writeAnew(): void {
    this.moved = true;
    this.book.announceAnew();
  }

  /** While this runs there is no quiet point. */
  async working<T>(run: () => Promise<T>): Promise<T> {
    this.busy += 1;
    try {
      return await run();
    } finally {
      this.busy -= 1;
    }
  }

  async finish(stage: S): Promise<void> {
    this.enter(stage);
    await this.step();
    this.clocks.end();
    await condition(allHandlersFinished);
  }

  /** Nothing is under way: every chapter is parked on what has not come, nothing is judged, written, struck or answered. */
  isQuiet(): boolean {
    return (
      this.busy === 0 &&
      this.judge.isIdle() &&
      !this.clocks.isStriking() &&
      !this.isDirty() &&
      this.parked.size > 0 &&
      ![...this.parked].some((goesOn) => goesOn()) &&
      allHandlersFinished()
    );
  }

  carry(): DeskCarry {
    return {
      stage: this.stage,
      round: this.round,
      version: this.version,
      held: this.held,
      tasks: this.book.all(),
      points: this.clocks.carry(),
      journals: this.journals,
      commands: this.commands.slice(-200),
      changes: this.changes,
      filters: this.filters.carry(),
    };
  }

  refused(what: string, code: string): void {
    this.lastRefusal = `${what}: ${code}`;
    this.show();
  }

  private isDirty(): boolean {
    return this.moved || this.book.hasUnwritten();
  }

  private async write(): Promise<void> {
    if (!this.isDirty()) return;
    const taken = this.book.takeUnwritten();
    this.moved = false;
    this.version += 1;
    await this.working(() => this.send(taken));
    this.book.markWritten(taken.decided);
    this.show();
  }

  private async send(taken: Unwritten): Promise<void> {
    const { owner, version, stage, round, held } = this;
    const commandId = version === 1 ? this.start.commandId : undefined;
    const { decided, opened, ...more } = taken;
    const chapter = this.start.chapter?.();
    const filled = Object.fromEntries(Object.entries(more).filter(([, list]) => list.length > 0));
    const { due } = await steps.writeStep.executeWithOptions({ summary: stepSummary(this.shownStage(), taken) }, [
      {
        owner,
        version,
        stage: this.shownStage(),
        round,
        at: now(),
        decided,
        opened,
        commandId,
        ...filled,
        ...(chapter !== undefined && { chapter }),
        ...(held && { held: { stage, since: held.since } }),
      },
    ]);
    const pausedAt = new Map(taken.resumed.map((task) => [task.taskId, task.pausedAt]));
    for (const [taskId, clocks] of Object.entries(due)) {
      const task = this.find(taskId);
      if (!task) continue;
      const isNew = task.wait.dueAt === null;
      task.wait.dueAt = clocks.dueAt;
      this.clocks.watch(taskId, clocks, isNew ? 0 : Date.parse(pausedAt.get(taskId) ?? now()));
    }
  }

  private show(): void {
    const waits = this.book.waits();
    this.filters.show(this.shownStage(), waits);
    describe(this.shownStage(), this.round, waits, {
      lastRefusal: this.lastRefusal,
      held: this.held,
      details: this.start.details?.(),
    });
  }

  private async strike({ taskId, code }: Strike): Promise<void> {
    const percent = CLOCK_PERCENT[code];
    const result = await steps.recordClock({ owner: this.owner, taskId, percent, code, at: now() });
    const task = this.find(taskId);
    if (!result || !task) return;
    if (result.escalatedTo) {
      task.wait.escalatedTo = [...new Set([...(task.wait.escalatedTo ?? []), result.escalatedTo])];
      this.show();
    }
    if (result.outcome) await this.judge.takeByClock(taskId, result.outcome);
  }
}
