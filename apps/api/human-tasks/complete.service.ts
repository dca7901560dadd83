import type { SubmittedDecision } from '@kado/contracts/human-task';
import type { CompleteHumanTask } from '@kado/contracts/schemas/human-task';
import { kindSpec } from '@kado/domain/human-tasks';
import type { Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { AcceptedUnfinished, DecisionRefused, ExecutionNotFound } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { type BegunCommand, CommandsService } from '../common/commands.service';
import { engineProblem } from '../common/engine-problem';
import { Problem } from '../common/problem';
import { keepReason } from '../common/reasons';
import { OperationsService } from '../operations/operations.service';
import { requireMoving, requireOpen, requireTask, type TaskRow } from './task-row';

type Body = z.output<typeof CompleteHumanTask>;

interface Prepared {
  task: TaskRow;
  decision: SubmittedDecision;
}

/**
 * A decision by the API: transaction 1 authorizes and keeps the words, the Update carries codes and ids, transaction 2
 * keeps the answer. The workflow judges again: what stands here was true a moment ago only.
 */
@Injectable()
export class CompleteService {
  constructor(
    private readonly commands: CommandsService,
    private readonly process: EngagementProcess,
    private readonly operations: OperationsService,
  ) {}

  async complete(request: CommandRequest, id: string, body: Body): Promise<Answer> {
    const begun = await this.commands.begin(request, (tx, command) => prepare(tx, request, command, id, body));
    if (begun.replay) return begun.replay;
    const { command, prepared } = begun;
    try {
      const receipt = await this.process.decide(prepared.task.workflowId, prepared.decision);
      return await this.commands.finish(request, command, { status: 200, body: receipt });
    } catch (error) {
      return this.explain(request, command, prepared, error);
    }
  }

  private async explain(
    request: CommandRequest,
    command: BegunCommand,
    { task }: Prepared,
    error: unknown,
  ): Promise<Answer> {
    const { actor } = request;
    if (error instanceof AcceptedUnfinished)
      return this.commands.finish(request, command, (tx) =>
        this.operations.accept(tx, {
          id: command.id,
          siteId: task.siteId,
          engagementId: task.engagement.id,
          kind: 'humanTasks.complete',
          createdBy: actor.personId,
        }),
      );
    if (error instanceof DecisionRefused || error instanceof ExecutionNotFound) {
      await this.commands.forget(request, command);
      if (error instanceof ExecutionNotFound || error.code === 'unknown_task' || error.code === 'on_hold')
        await this.tellWhatCameFirst(request, task.id);
    } else await this.commands.abandon(request, command);
    throw engineProblem(error, { stage: task.stage });
  }

  /** An execution that is over, or went another way, knows the task no more; its row does, and who put it on hold. */
  private async tellWhatCameFirst(request: CommandRequest, id: string): Promise<void> {
    await this.commands.read(request, async (tx) => {
      const now = await requireTask(tx, request.actor, 'humanTasks.complete', id, { toDecide: true });
      await requireOpen(tx, now, request.actor);
      await requireMoving(tx, now, request.actor);
    });
  }
}

async function prepare(
  tx: Tx,
  request: CommandRequest,
  command: BegunCommand,
  id: string,
  body: Body,
): Promise<Prepared> {
  const { actor } = request;
  const task = await requireTask(tx, actor, 'humanTasks.complete', id, { toDecide: true });
  // A request sent again may meet its own decision: the engine knows it by its id and answers the same.
  if (!command.isRepeated) {
    await requireOpen(tx, task, actor);
    await requireMoving(tx, task, actor);
  }
  const spec = kindSpec(task.kind);
  if (!spec.outcomes.includes(body.outcome))
    throw new Problem(422, 'outcome_not_allowed', {
      errors: [
        {
          pointer: '/outcome',
          code: 'outcome_not_allowed',
          detail: {
            ja: `次のいずれかです: ${spec.outcomes.join(', ')}`,
            en: `One of: ${spec.outcomes.join(', ')}`,
          },
        },
      ],
      extras: { outcomes: spec.outcomes, stage: task.stage },
    });
  if (spec.reasonFor?.includes(body.outcome) && !body.reason)
    throw new Problem(422, 'reason_required', {
      errors: [
        {
          pointer: '/reason',
          code: 'reason_required',
          detail: { ja: '理由を記入してください。', en: 'Write a reason.' },
        },
      ],
    });
  return {
    task,
    decision: {
      taskId: task.id,
      outcome: body.outcome,
      actor: actor.personId,
      decisionId: command.id,
      traceId: request.traceId,
      ...(body.data && { data: body.data }),
      ...(body.reason && {
        reasonId: await keepReason(tx, actor, command.id, { id: task.engagement.id, siteId: task.siteId }, body.reason),
      }),
    },
  };
}
