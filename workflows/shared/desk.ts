import type { StepInput, StepOwner } from '@kado/contracts/activities';
import type { DeskCarry, Journal } from '@kado/contracts/carry';
import type { CommandReceipt, TakenCommand } from '@kado/contracts/command';
import {
  DECIDE,
  DECISIONS_QUERY,
  type Decision,
  type DecisionReceipt,
  type SubmittedDecision,
  type TaskState,
  WAITING_QUERY,
  type Wait,
} from '@kado/contracts/human-task';
import { CLOCK_PERCENT } from '@kado/domain/clock-codes';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import {
  allHandlersFinished,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { steps } from './activity-profiles';
import { Clocks, type Strike } from './clocks';
import { now } from './failures';
import { codeOf, Judge, readDecision } from './judge';
import { describe, Filters, stepSummary } from './texts';

const decideUpdate = defineUpdate<DecisionReceipt, [SubmittedDecision]>(DECIDE);
const decideSignal = defineSignal<[unknown]>(DECIDE);
const waitingQuery = defineQuery<Wait[]>(WAITING_QUERY);
const decisionsQuery = defineQuery<Decision[]>(DECISIONS_QUERY);

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

type Collected = Required<Pick<StepInput, 'decided' | 'opened' | 'commands' | 'withdrawn' | 'paused' | 'resumed'>>;
const nothing = (): Collected => ({ decided: [], opened: [], commands: [], withdrawn: [], paused: [], resumed: [] });

/**
 * The desk of one execution: it knows the human tasks, takes decisions by both doors, and writes every step to the
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
  private readonly tasks = new Map<string, TaskState>();
  private readonly filters: Filters;
  private readonly clocks: Clocks;
  private readonly commands: DeskCarry['commands'];
  private readonly firstTask: number;
  private pending = nothing();
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
    this.firstTask = from?.tasks ?? 0;
    this.changes = carry?.changes ?? {};
    this.journals = carry?.journals ?? {};
    this.commands = carry?.commands ?? [];
    this.filters = new Filters(carry?.filters);
    for (const task of carry?.tasks ?? []) this.tasks.set(task.wait.taskId, task);
    this.clocks = new Clocks(
      (taskId) => this.isOpen(taskId) && this.find(taskId)?.wait.pausedAt === undefined,
      (taskId) => !this.isOpen(taskId),
      (strike) => this.strike(strike),
    );
    this.clocks.restore(carry?.points ?? []);
    this.judge = new Judge({
      owner,
      find: (taskId) => this.find(taskId),
      stage: () => this.shownStage(),
      isHeld: () => this.held !== null,
      onTaken: (decision) => {
        this.pending.decided.push(decision);
        this.lastRefusal = undefined;
      },
    });
    setHandler(waitingQuery, () => this.waits());
    setHandler(decisionsQuery, () => this.decisions());
    setHandler(decideUpdate, (submitted) => this.receive(submitted, 'api'), {
      validator: (submitted) => this.judge.refuse(submitted),
    });
    setHandler(decideSignal, (payload) => this.receiveSignal(payload));
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

  decisionCount(): number {
    return this.decisions().length;
  }

  find(taskId: string): TaskState | undefined {
    return this.tasks.get(taskId);
  }

  openTasks(): TaskState[] {
    return [...this.tasks.values()].filter((task) => this.isOpen(task.wait.taskId));
  }

  enter(stage: S, round = this.round): void {
    if (stage === this.stage && round === this.round) return;
    this.stage = stage;
    this.round = round;
    this.moved = true;
  }

  open(kind: HumanTaskKind, about: Pick<Wait, 'excluding' | 'chapter' | 'key' | 'subject'>): TaskState {
    const spec = kindSpec(kind);
    const wait: Wait = {
      taskId: `${this.start.taskPrefix}-T${this.firstTask + this.tasks.size + 1}`,
      kind,
      role: spec.role,
      waitsFor: spec.waitsFor,
      since: now(),
      dueAt: null,
      ...about,
    };
    const task: TaskState = { wait, written: false };
    // Registered before it is announced, so that no decision can ever come too early.
    this.tasks.set(wait.taskId, task);
    this.pending.opened.push(wait);
    if (this.held !== null) this.pauseTask(task, 'hold');
    return task;
  }

  /** Takes open tasks back; nobody can decide them any more. */
  withdraw(which: (task: TaskState) => boolean): void {
    for (const task of this.openTasks().filter(which)) {
      task.withdrawn = true;
      this.pending.withdrawn.push(task.wait.taskId);
    }
  }

  hold(): void {
    if (this.held !== null) return;
    this.held = { since: now() };
    this.moved = true;
    for (const task of this.openTasks()) this.pauseTask(task, 'hold');
  }

  resume(): void {
    if (this.held === null) return;
    this.held = null;
    this.moved = true;
    for (const task of this.openTasks()) this.resumeTask(task, 'hold');
  }

  /** Stops the clocks of a task for a cause; they go on when no cause is left. */
  pauseTask({ wait }: TaskState, cause: string): void {
    const causes = wait.pausedBy ?? [];
    if (causes.includes(cause)) return;
    wait.pausedBy = [...causes, cause];
    if (wait.pausedAt !== undefined) return;
    wait.pausedAt = now();
    this.pending.paused.push(wait.taskId);
  }

  resumeTask({ wait }: TaskState, cause: string): void {
    const left = (wait.pausedBy ?? []).filter((other) => other !== cause);
    wait.pausedBy = left;
    if (left.length > 0 || wait.pausedAt === undefined) return;
    this.pending.resumed.push({ taskId: wait.taskId, pausedAt: wait.pausedAt });
    delete wait.pausedAt;
  }

  /** Notes a command that the next step carries out. */
  record(command: TakenCommand): void {
    this.pending.commands.push(command);
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
    this.pending.opened.push(...this.openTasks().map((task) => task.wait));
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
      tasks: [...this.tasks.values()],
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

  private isOpen(taskId: string): boolean {
    const task = this.tasks.get(taskId);
    return task !== undefined && task.decision === undefined && !task.withdrawn;
  }

  private decisions(): Decision[] {
    return [...this.tasks.values()].flatMap(({ decision }) => decision ?? []);
  }

  private isDirty(): boolean {
    return this.moved || Object.values(this.pending).some((list) => list.length > 0);
  }

  private async write(): Promise<void> {
    if (!this.isDirty()) return;
    const taken = this.pending;
    this.pending = nothing();
    this.moved = false;
    this.version += 1;
    await this.working(() => this.send(taken));
    for (const decision of taken.decided) {
      const task = this.tasks.get(decision.taskId);
      if (task) task.written = true;
    }
    this.show();
  }

  private async send(taken: Collected): Promise<void> {
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
      const task = this.tasks.get(taskId);
      if (!task) continue;
      const isNew = task.wait.dueAt === null;
      task.wait.dueAt = clocks.dueAt;
      this.clocks.watch(taskId, clocks, isNew ? 0 : Date.parse(pausedAt.get(taskId) ?? now()));
    }
  }

  private waits(): Wait[] {
    return this.openTasks()
      .filter(({ wait }) => wait.dueAt !== null)
      .map(({ wait }) => wait);
  }

  private show(): void {
    const waits = this.waits();
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

  private async receive(submitted: SubmittedDecision, door: 'api' | 'signal'): Promise<DecisionReceipt> {
    const task = await this.judge.take(submitted, door);
    await condition(() => task.written);
    const { taskId, outcome, at } = task.decision as Decision;
    return { taskId, outcome, stage: this.shownStage() as Stage | LotStage, version: this.version, at };
  }

  private async receiveSignal(payload: unknown): Promise<void> {
    const submitted = readDecision(payload);
    try {
      await this.receive(submitted, 'signal');
    } catch (error) {
      const code = codeOf(error);
      this.lastRefusal = `${submitted.taskId}: ${code}`;
      await steps.recordRefusedSignal({ owner: this.owner, decision: submitted, code });
      this.show();
    }
  }
}
