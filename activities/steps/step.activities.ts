import type {
  ClockInput,
  RefusedSignalInput,
  ReviewDecisionInput,
  ReviewedDecision,
  StepActivities,
  StepInput,
  StepResult,
} from '@kado/contracts/activities';
import type { Database } from '@kado/persistence/database';
import { reviewDecision } from '../human-tasks/review-decision';
import { storeSignalReason } from '../human-tasks/signal-reason';
import { scopeOf } from '../shared/scope';
import type { StepSettings } from '../shared/step-settings';
import { storable } from '../shared/storable';
import { writeStep } from './write-step';

/** The short transactions of every execution; run as local activities, each safe to repeat. */
export class StepActivitiesProvider implements StepActivities {
  constructor(
    private readonly database: Database,
    private readonly settings: StepSettings,
  ) {}

  writeStep(input: StepInput): Promise<StepResult> {
    return this.database.transaction(scopeOf(input.owner), (tx) => writeStep(tx, input));
  }

  reviewDecision(input: ReviewDecisionInput): Promise<ReviewedDecision> {
    return this.database.transaction(scopeOf(input.owner), (tx) => reviewDecision(tx, input, this.settings));
  }

  async recordClock({ owner, taskId, percent }: ClockInput): Promise<void> {
    await this.database.transaction(scopeOf(owner), async (tx) => {
      const task = await tx.one<{ kind: string; role: string }>(
        `update human_task set last_clock = $2, row_version = row_version + 1
          where id = $1 and status = 'open' and last_clock < $2 returning kind, role`,
        [taskId, percent],
      );
      if (!task) return;
      await tx.audit({
        siteId: owner.siteId,
        engagementId: owner.engagementId,
        actorId: null,
        via: 'workflow',
        operation: 'humanTasks.clock',
        entity: 'human_task',
        entityId: taskId,
        after: { percent, kind: task.kind, role: task.role },
      });
    });
  }

  async recordRefusedSignal({ owner, decision, code }: RefusedSignalInput): Promise<void> {
    await this.database.transaction(scopeOf(owner), async (tx) => {
      await tx.audit({
        siteId: owner.siteId,
        engagementId: owner.engagementId,
        actorId: null,
        via: 'signal',
        operation: 'humanTasks.refuseSignal',
        entity: 'human_task',
        entityId: storable(decision.taskId, 100),
        after: { code, outcome: storable(decision.outcome, 100), claimedActor: storable(decision.actor, 100) },
        reasonId: await storeSignalReason(tx, owner, null, decision),
      });
    });
  }
}
