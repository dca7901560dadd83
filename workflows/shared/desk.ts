import type { StepOwner } from '@kado/contracts/activities';
import {
  DECIDE,
  DECISIONS_QUERY,
  type Decision,
  type DecisionDoor,
  type DecisionReceipt,
  type SubmittedDecision,
  WAITING_QUERY,
  type Wait,
} from '@kado/contracts/human-task';
import { type HumanTaskKind, kindSpec, type OutcomeOf } from '@kado/domain/human-tasks';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import { steps } from './activity-profiles';
import { Clocks } from './clocks';
import { type HumanTask, Judge, readSignal } from './judge';
import { describe, Filters, stepSummary } from './story';

const decideUpdate = defineUpdate<DecisionReceipt, [SubmittedDecision]>(DECIDE);
const decideSignal = defineSignal<[SubmittedDecision]>(DECIDE);
const waitingQuery = defineQuery<Wait[]>(WAITING_QUERY);
const decisionsQuery = defineQuery<Decision[]>(DECISIONS_QUERY);

export interface AskOptions {
  /** Persons who wrote what is decided on (four eyes). */
  excluding?: string[];
}

/**
 * The desk of one execution: it asks people, takes their decisions by both doors, and writes every step to the
 * projection. A story (`engagement`, `lot`) calls `enter`, `ask` and `step`; everything between two calls is written as
 * one step, in one transaction, before anybody is answered.
 *
 * Whoever awaits a decision must write a step afterwards (the next `ask`, `step` or `finish` does), because the sender
 * of the decision is waiting for it.
 */
export class Desk<S extends Stage | LotStage> {
  private readonly tasks = new Map<string, HumanTask>();
  private readonly filters = new Filters();
  private readonly clocks: Clocks;
  private readonly judge: Judge;
  private decided: Decision[] = [];
  private opened: Wait[] = [];
  private version = 0;
  private round = 1;
  private moved = true;
  private lastRefusal: string | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly owner: StepOwner,
    private readonly taskPrefix: string,
    private stage: S,
    private readonly commandId?: string,
  ) {
    this.clocks = new Clocks(
      (taskId) => this.tasks.get(taskId)?.decision === undefined,
      (point) => steps.recordClock({ owner, ...point, at: now() }),
    );
    this.judge = new Judge(
      owner,
      (taskId) => this.tasks.get(taskId),
      () => this.stage,
      (decision) => {
        this.decided.push(decision);
        this.lastRefusal = undefined;
      },
    );
    setHandler(waitingQuery, () => this.waits());
    setHandler(decisionsQuery, () => this.judge.taken);
    setHandler(decideUpdate, (submitted) => this.receive(submitted, 'api'), {
      validator: (submitted) => this.judge.refuse(submitted),
    });
    setHandler(decideSignal, (payload) => this.receiveSignal(payload));
    void this.clocks.run();
  }

  currentStage(): S {
    return this.stage;
  }

  currentVersion(): number {
    return this.version;
  }

  decisionCount(): number {
    return this.judge.taken.length;
  }

  enter(stage: S, round = 1): void {
    if (stage === this.stage && round === this.round) return;
    this.stage = stage;
    this.round = round;
    this.moved = true;
  }

  /** Asks one person and parks until a valid decision has come. */
  async ask<K extends HumanTaskKind>(kind: K, options: AskOptions = {}): Promise<Decision & { outcome: OutcomeOf<K> }> {
    const task = this.open(kind, options.excluding ?? []);
    await this.step();
    await condition(() => task.decision !== undefined);
    // Judged by its shape before it was taken: the outcome is one of its kind.
    return task.decision as Decision & { outcome: OutcomeOf<K> };
  }

  /** Asks several people at once; each decision is written as it comes. */
  async askAll(kinds: readonly HumanTaskKind[]): Promise<Decision[]> {
    const tasks = kinds.map((kind) => this.open(kind, []));
    await this.step();
    return Promise.all(
      tasks.map(async (task) => {
        await condition(() => task.decision !== undefined);
        await this.step();
        return task.decision as Decision;
      }),
    );
  }

  /** Writes what has changed since the last step; steps are written one after the other, in order. */
  step(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async finish(stage: S): Promise<void> {
    this.enter(stage);
    await this.step();
    this.clocks.end();
    await condition(allHandlersFinished);
  }

  private open(kind: HumanTaskKind, excluding: string[]): HumanTask {
    const spec = kindSpec(kind);
    const wait: Wait = {
      taskId: `${this.taskPrefix}-T${this.tasks.size + 1}`,
      kind,
      role: spec.role,
      waitsFor: spec.waitsFor,
      since: now(),
      dueAt: null,
      excluding,
    };
    const task: HumanTask = { wait, written: false };
    // Registered before it is announced, so that no decision can ever come too early.
    this.tasks.set(wait.taskId, task);
    this.opened.push(wait);
    return task;
  }

  private async write(): Promise<void> {
    if (!this.moved && this.decided.length === 0 && this.opened.length === 0) return;
    const { decided, opened } = this;
    this.decided = [];
    this.opened = [];
    this.moved = false;
    this.version += 1;
    const { owner, version, stage, round } = this;
    const commandId = version === 1 ? this.commandId : undefined;
    const { due } = await steps.writeStep.executeWithOptions({ summary: stepSummary(stage, decided, opened) }, [
      { owner, version, stage, round, at: now(), decided, opened, commandId },
    ]);
    for (const wait of opened) {
      const clock = due[wait.taskId];
      if (!clock) continue;
      wait.dueAt = clock.dueAt;
      this.clocks.watch(wait, clock);
    }
    for (const decision of decided) {
      const task = this.tasks.get(decision.taskId);
      if (task) task.written = true;
    }
    this.show();
  }

  private waits(): Wait[] {
    return [...this.tasks.values()].filter((t) => t.decision === undefined && t.wait.dueAt !== null).map((t) => t.wait);
  }

  private show(): void {
    const waits = this.waits();
    this.filters.show(this.stage, waits);
    describe(this.stage, this.round, waits, this.lastRefusal);
  }

  private async receive(submitted: SubmittedDecision, door: DecisionDoor): Promise<DecisionReceipt> {
    const task = await this.judge.take(submitted, door);
    await condition(() => task.written);
    const decision = task.decision as Decision;
    return {
      taskId: decision.taskId,
      outcome: decision.outcome,
      stage: this.stage,
      version: this.version,
      at: decision.at,
    };
  }

  private async receiveSignal(payload: unknown): Promise<void> {
    const submitted = readSignal(payload);
    try {
      await this.receive(submitted, 'signal');
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      const code = error.type ?? 'unknown';
      this.lastRefusal = `${submitted.taskId}: ${code}`;
      await steps.recordRefusedSignal({ owner: this.owner, decision: submitted, code });
      this.show();
    }
  }
}

const now = (): string => new Date().toISOString();
