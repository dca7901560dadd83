import type { StepOwner } from '@kado/contracts/activities';
import type { Decision, DecisionDoor, SubmittedDecision, Wait } from '@kado/contracts/human-task';
import { refuseByShape } from '@kado/domain/decisions';
import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { steps } from './activity-profiles';
import { reviewSummary } from './story';

/** A human task as its execution holds it. A decision, once there, is never replaced. */
export interface HumanTask {
  wait: Wait;
  decision?: Decision;
  /** True once the decision is in the projection: only then is its sender answered. */
  written: boolean;
}

/**
 * Takes the first valid decision of each human task. Judgements run one after the other, so of several that race exactly
 * one is taken and the others are told so.
 */
export class Judge {
  readonly taken: Decision[] = [];
  private judging: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly owner: StepOwner,
    private readonly find: (taskId: string) => HumanTask | undefined,
    private readonly stage: () => string,
    /** Called once for each decision, before anybody who waits for it goes on. */
    private readonly onTaken: (decision: Decision) => void,
  ) {}

  /** Engine integrity only: persons and documents are looked up by an activity. A refused Update leaves no event. */
  refuse(submitted: SubmittedDecision): void {
    const task = this.find(submitted.taskId);
    if (task?.decision && task.decision.decisionId === submitted.decisionId) return;
    const rejection = refuseByShape(task && { ...task.wait, decided: task.decision !== undefined }, submitted.outcome);
    if (rejection)
      throw ApplicationFailure.nonRetryable(rejection, rejection, { code: rejection, stage: this.stage() });
  }

  /** The task that the decision belongs to; the same decision sent twice is the one taken before. */
  take(submitted: SubmittedDecision, door: DecisionDoor): Promise<HumanTask> {
    const judged = this.judging.then(() => this.judge(submitted, door));
    this.judging = judged.catch(() => undefined);
    return judged;
  }

  private async judge(submitted: SubmittedDecision, door: DecisionDoor): Promise<HumanTask> {
    this.refuse(submitted);
    const task = this.find(submitted.taskId) as HumanTask;
    if (task.decision) return task;
    const { owner } = this;
    const reviewed = await steps.reviewDecision
      .executeWithOptions({ summary: reviewSummary(task.wait.kind, submitted.outcome) }, [
        { owner, wait: task.wait, decision: submitted, door },
      ])
      .catch(unwrap);
    task.decision = {
      taskId: submitted.taskId,
      kind: task.wait.kind,
      outcome: submitted.outcome,
      actorId: reviewed.actorId,
      decisionId: submitted.decisionId,
      via: door,
      at: new Date().toISOString(),
      data: reviewed.data,
      reasonId: reviewed.reasonId,
      traceId: submitted.traceId,
    };
    this.taken.push(task.decision);
    this.onTaken(task.decision);
    return task;
  }
}

/** Signals are typed by hand: whatever arrives becomes a decision that can be refused, never a failed workflow task. */
export function readSignal(payload: unknown): SubmittedDecision {
  const given = (typeof payload === 'object' && payload !== null ? payload : {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof given[name] === 'string' ? (given[name] as string) : '');
  return {
    taskId: text('taskId'),
    outcome: text('outcome'),
    actor: text('actor'),
    decisionId: text('decisionId') || `signal:${text('taskId')}:${text('actor')}:${text('outcome')}`,
    reason: text('reason') || undefined,
    data: typeof given.data === 'object' && given.data !== null ? (given.data as SubmittedDecision['data']) : undefined,
  };
}

/** A refusal reaches the sender as what it is, not wrapped as a failed activity. */
function unwrap(error: unknown): never {
  if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) throw error.cause;
  throw error;
}
