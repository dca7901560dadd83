import type { StepOwner } from '@kado/contracts/activities';
import type { Decision, DecisionDoor, SubmittedDecision, TaskState } from '@kado/contracts/human-task';
import { refuseByShape } from '@kado/domain/decisions';
import { kindSpec } from '@kado/domain/human-tasks';
import { ApplicationFailure } from '@temporalio/workflow';
import { steps } from './activity-profiles';
import { now, refusal, unwrap } from './failures';
import { reviewSummary } from './texts';

export interface JudgeParts {
  owner: StepOwner;
  find: (taskId: string) => TaskState | undefined;
  stage: () => string;
  isHeld: () => boolean;
  /** Called once for each decision, before anybody who waits for it goes on. */
  onTaken: (decision: Decision) => void;
}

/**
 * Takes the first valid decision of each human task. Judgements run one after the other, those of commands and clocks among
 * them, so of several that race exactly one is taken, and each is judged by the state that the one before has left.
 */
export class Judge {
  private judging: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly parts: JudgeParts) {}

  isIdle(): boolean {
    return this.waiting === 0;
  }

  /** Runs after every judgement that was asked for before. */
  queue<T>(judgement: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const judged = this.judging.then(judgement).finally(() => {
      this.waiting -= 1;
    });
    this.judging = judged.catch(() => undefined);
    return judged;
  }

  /** Engine integrity only: persons and documents are looked up by an activity. A refused Update leaves no event. */
  refuse(submitted: SubmittedDecision): void {
    const task = this.parts.find(submitted.taskId);
    if (task?.decision && task.decision.decisionId === submitted.decisionId) return;
    const open = task && !task.withdrawn ? { ...task.wait, decided: task.decision !== undefined } : undefined;
    const rejection = refuseByShape(open, submitted.outcome) ?? (this.standsStill(task) ? 'on_hold' : undefined);
    if (rejection) throw refusal(rejection, this.parts.stage());
  }

  /** The task that the decision belongs to; the same decision sent twice is the one taken before. */
  take(submitted: SubmittedDecision, door: DecisionDoor): Promise<TaskState> {
    return this.queue(() => this.judge(submitted, door));
  }

  /** Nobody has decided in time: the clock does. Whoever was faster, or a pause, leaves it without effect. */
  takeByClock(taskId: string, outcome: string): Promise<void> {
    return this.queue(async () => {
      const task = this.parts.find(taskId);
      if (!task || task.decision || task.withdrawn || task.wait.pausedAt) return;
      this.set(task, { outcome, actorId: '', decisionId: `clock:${taskId}`, via: 'clock', data: {} });
      await Promise.resolve();
    });
  }

  /** Decides in somebody's place; called from within a judgement (a repair). */
  set(task: TaskState, decided: Omit<Decision, 'taskId' | 'kind' | 'at' | 'subject'>): void {
    const { taskId, kind, subject } = task.wait;
    task.decision = { taskId, kind, at: now(), ...decided, ...(subject && { subject }) };
    this.parts.onTaken(task.decision);
  }

  /** On hold nothing moves but what ops repairs. */
  private standsStill(task: TaskState | undefined): boolean {
    return this.parts.isHeld() && task !== undefined && kindSpec(task.wait.kind).role !== 'ops';
  }

  private async judge(submitted: SubmittedDecision, door: DecisionDoor): Promise<TaskState> {
    this.refuse(submitted);
    const task = this.parts.find(submitted.taskId) as TaskState;
    if (task.decision) return task;
    const { owner } = this.parts;
    const reviewed = await steps.reviewDecision
      .executeWithOptions({ summary: reviewSummary(task.wait.kind, submitted.outcome) }, [
        { owner, wait: task.wait, decision: submitted, door },
      ])
      .catch(unwrap);
    // A chapter may have been left, and its tasks with it, while the person was looked up.
    this.refuse(submitted);
    this.set(task, {
      outcome: submitted.outcome,
      actorId: reviewed.actorId,
      decisionId: submitted.decisionId,
      via: door,
      data: reviewed.data,
      reasonId: reviewed.reasonId,
      traceId: submitted.traceId,
    });
    return task;
  }
}

/** Signals are typed by hand: whatever arrives becomes a decision that can be refused, never a failed workflow task. */
export function readDecision(payload: unknown): SubmittedDecision {
  const { text, given } = fields(payload);
  return {
    taskId: text('taskId'),
    outcome: text('outcome'),
    actor: text('actor'),
    decisionId: text('decisionId') || `signal:${text('taskId')}:${text('actor')}:${text('outcome')}`,
    reason: text('reason') || undefined,
    data: typeof given.data === 'object' && given.data !== null ? (given.data as SubmittedDecision['data']) : undefined,
  };
}

export function fields(payload: unknown): { text: (name: string) => string; given: Record<string, unknown> } {
  const given = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>;
  return { text: (name) => (typeof given[name] === 'string' ? (given[name] as string) : ''), given };
}

/** The code under which something was refused; anything else that was thrown is a fault and goes on. */
export function codeOf(error: unknown): string {
  if (!(error instanceof ApplicationFailure)) throw error;
  return error.type ?? 'unknown';
}
