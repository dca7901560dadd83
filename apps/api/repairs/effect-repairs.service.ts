import type { DecisionReceipt, SubmittedDecision } from '@kado/contracts/human-task';
import type { RetryEffects, SkipTask } from '@kado/contracts/schemas/repairs';
import { Database, type Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { AcceptedUnfinished, DecisionRefused, ExecutionNotFound } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { type BegunCommand, CommandsService } from '../common/commands.service';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { engineProblem } from '../common/engine-problem';
import { Problem } from '../common/problem';
import { keepReason } from '../common/reasons';
import { tellMissing } from './missing';
import { decidedBy, openEffects, type RepairTask, requireSkippable, requireTaskOf } from './repair-tasks';

interface Prepared {
  engagement: Entitled<EngagementRow>;
  tasks: RepairTask[];
  reasonId: string;
}
type Repair = 'repairs.retry' | 'repairs.skip';

/** Effects that failed for long wait for the word of ops: a decision as any other, of which each of several is one. */
@Injectable()
export class EffectRepairsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly commands: CommandsService,
    private readonly engagementCommands: EngagementCommandsService,
    private readonly process: EngagementProcess,
  ) {}

  retry(request: CommandRequest, id: string, { reason, taskId }: z.output<typeof RetryEffects>): Promise<Answer> {
    return this.decide(
      request,
      id,
      { operation: 'repairs.retry', outcome: 'retried', reason },
      async (tx, engagement) => {
        const tasks = await openEffects(tx, engagement.id, taskId);
        if (tasks.length === 0) throw new Problem(409, 'nothing_to_retry', { extras: { stage: engagement.stage } });
        return tasks;
      },
    );
  }

  /** A task that a person would decide is skipped by the execution's command, an effect by the decision of its repair. */
  async skip(request: CommandRequest, id: string, { taskId, reason }: z.output<typeof SkipTask>): Promise<Answer> {
    const task = await this.database.transaction(request.actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, request.actor, 'repairs.skip', id);
      return requireTaskOf(tx, engagement.id, taskId);
    });
    if (task.kind === 'repair_effect')
      return this.decide(
        request,
        id,
        { operation: 'repairs.skip', outcome: 'skipped', reason },
        async (tx, engagement) => [requireSkippable(await requireTaskOf(tx, engagement.id, taskId))],
      );
    return this.engagementCommands
      .send(
        request,
        id,
        { command: 'skip_task', operation: 'repairs.skip', reason, data: { taskId }, workflowId: task.workflowId },
        {
          prepare: async (tx, engagement, { isRepeated }) => {
            if (!isRepeated) requireSkippable(await requireTaskOf(tx, engagement.id, taskId));
            return {};
          },
        },
      )
      .catch(tellMissing);
  }

  private async decide(
    request: CommandRequest,
    id: string,
    repair: { operation: Repair; outcome: 'retried' | 'skipped'; reason: string },
    find: (tx: Tx, engagement: EngagementRow) => Promise<RepairTask[]>,
  ): Promise<Answer> {
    const begun = await this.commands.begin(request, async (tx, command): Promise<Prepared> => {
      const engagement = await this.access.requireEngagement(tx, request.actor, repair.operation, id);
      // Sent again, it may meet its own decisions: they are answered again, not refused.
      const before = command.isRepeated ? await decidedBy(tx, engagement.id, command.id) : [];
      return {
        engagement,
        tasks: before.length > 0 ? before : await find(tx, engagement),
        reasonId: await keepReason(tx, request.actor, command.id, engagement, repair.reason),
      };
    });
    if (begun.replay) return begun.replay;
    const { command, prepared } = begun;
    const ends = await Promise.all(
      prepared.tasks.map((task) => this.send(task, decisionOf(request, command, repair.outcome, prepared, task))),
    );
    const taken = prepared.tasks.filter((_, at) => !(ends[at] instanceof Error));
    if (taken.length === 0) return this.explain(request, command, prepared, ends[0]);
    const isUnfinished = ends.includes('accepted');
    return this.commands.finish(request, command, async (tx) => {
      await auditCommand(tx, request, prepared.engagement, {
        operation: repair.operation,
        after: { outcome: repair.outcome, tasks: taken.map((task) => task.id), effects: taken.map(effectOf) },
        reasonId: prepared.reasonId,
      });
      const decided = taken.map((task) => ({ taskId: task.id, effect: effectOf(task) }));
      return { status: isUnfinished ? 202 : 200, body: { [repair.outcome]: decided } };
    });
  }

  private async send(task: RepairTask, decision: SubmittedDecision): Promise<DecisionReceipt | 'accepted' | Error> {
    try {
      return await this.process.decide(task.workflowId, decision);
    } catch (error) {
      return error instanceof AcceptedUnfinished ? 'accepted' : (error as Error);
    }
  }

  private async explain(
    request: CommandRequest,
    command: BegunCommand,
    { engagement }: Prepared,
    error: unknown,
  ): Promise<never> {
    if (error instanceof DecisionRefused || error instanceof ExecutionNotFound)
      await this.commands.forget(request, command);
    else await this.commands.abandon(request, command);
    return tellMissing(engineProblem(error, { stage: engagement.stage }));
  }
}

function decisionOf(
  request: CommandRequest,
  command: BegunCommand,
  outcome: string,
  { reasonId }: Prepared,
  task: RepairTask,
): SubmittedDecision {
  const { actor, traceId } = request;
  return {
    taskId: task.id,
    outcome,
    actor: actor.personId,
    decisionId: `${command.id}:${task.id}`,
    reasonId,
    traceId,
  };
}

const effectOf = ({ subject }: RepairTask): string => String(subject.effect ?? '');
