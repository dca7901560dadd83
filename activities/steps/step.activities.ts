import type {
  ClockInput,
  ClockResult,
  RefusedSignalInput,
  ReviewCommandInput,
  ReviewDecisionInput,
  ReviewedCommand,
  ReviewedDecision,
  StepActivities,
  StepInput,
  StepResult,
} from '@kado/contracts/activities';
import type { Database } from '@kado/persistence/database';
import { reviewCommand } from '../commands/review-command';
import { reviewDecision } from '../human-tasks/review-decision';
import { storeSignalReason } from '../human-tasks/signal-reason';
import { scopeOf } from '../shared/scope';
import type { StepSettings } from '../shared/step-settings';
import { storable } from '../shared/storable';
import { recordClock } from './record-clock';
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

  reviewCommand(input: ReviewCommandInput): Promise<ReviewedCommand> {
    return this.database.transaction(scopeOf(input.owner), (tx) => reviewCommand(tx, input, this.settings));
  }

  recordClock(input: ClockInput): Promise<ClockResult | undefined> {
    return this.database.transaction(scopeOf(input.owner), (tx) => recordClock(tx, input));
  }

  async recordRefusedSignal({ owner, decision, command, code }: RefusedSignalInput): Promise<void> {
    await this.database.transaction(scopeOf(owner), async (tx) => {
      const sent = decision ?? command ?? {};
      await tx.audit({
        siteId: owner.siteId,
        engagementId: owner.engagementId,
        actorId: null,
        via: 'signal',
        operation: decision ? 'humanTasks.refuseSignal' : 'engagements.refuseCommand',
        entity: decision ? 'human_task' : 'engagement',
        entityId: decision ? storable(decision.taskId, 100) : owner.engagementId,
        after: {
          code,
          ...(decision
            ? { outcome: storable(decision.outcome, 100), claimedActor: storable(decision.actor, 100) }
            : { command: storable(command?.command ?? '', 100), claimedActor: storable(command?.actor ?? '', 100) }),
        },
        reasonId: await storeSignalReason(tx, owner, null, sent),
      });
    });
  }
}
