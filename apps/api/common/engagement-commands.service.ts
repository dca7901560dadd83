import type { OperationId } from '@kado/auth/policy';
import type { SubmittedCommand } from '@kado/contracts/command';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import type { DecisionData } from '@kado/contracts/human-task';
import { type CommandKind, refuseCommandByStage } from '@kado/domain/commands';
import type { Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { AcceptedUnfinished, DecisionRefused, ExecutionNotFound } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import { OperationsService } from '../operations/operations.service';
import { AccessService, type EngagementRow, type Entitled } from './access.service';
import type { Answer } from './answer';
import type { CommandRequest } from './command';
import { type BegunCommand, CommandsService, type WriteResult } from './commands.service';
import { engineProblem } from './engine-problem';
import { Problem } from './problem';
import { keepReason } from './reasons';

export interface EngagementOrder {
  command: CommandKind;
  /** Row of the policy table; who may not do this gets 403, who has nothing to do with the engagement 404. */
  operation: OperationId;
  reason?: string;
  data?: DecisionData;
  /** The execution it goes to, where it is not the engagement's own: a lot's. */
  workflowId?: string;
}

export interface SendOptions {
  /**
   * Runs in transaction 1, with the engagement found and entitled; it may write what the command is about (once: a request
   * sent again comes here with `command.isRepeated`) and adds to the order.
   */
  prepare?: (tx: Tx, engagement: Entitled<EngagementRow>, command: BegunCommand) => Promise<Partial<EngagementOrder>>;
  /** Makes the body from what is there afterwards; without it the receipt is the answer. */
  answer?: (tx: Tx, engagement: Entitled<EngagementRow>, commandId: string) => Promise<WriteResult>;
  /** Takes back what `prepare` has written: the engine said no. */
  undo?: (tx: Tx, engagement: Entitled<EngagementRow>) => Promise<void>;
}

interface Prepared {
  engagement: Entitled<EngagementRow>;
  workflowId: string;
  submitted: SubmittedCommand;
}

/**
 * A command to a running engagement: transaction 1 authorizes, keeps the words and whatever `prepare` writes, the Update
 * carries ids and codes, transaction 2 keeps the answer. The workflow judges again.
 */
@Injectable()
export class EngagementCommandsService {
  constructor(
    private readonly commands: CommandsService,
    private readonly access: AccessService,
    private readonly process: EngagementProcess,
    private readonly operations: OperationsService,
  ) {}

  async send(
    request: CommandRequest,
    idOrKey: string,
    order: EngagementOrder,
    options: SendOptions = {},
  ): Promise<Answer> {
    const begun = await this.commands.begin(request, async (tx, command): Promise<Prepared> => {
      const engagement = await this.access.requireEngagement(tx, request.actor, order.operation, idOrKey);
      if (!command.isRepeated) requireStage(order.command, engagement);
      const whole = { ...order, ...(await options.prepare?.(tx, engagement, command)) };
      const reasonId = whole.reason
        ? await keepReason(tx, request.actor, command.id, engagement, whole.reason)
        : undefined;
      return {
        engagement,
        workflowId: whole.workflowId ?? engagementWorkflowId(engagement.key),
        submitted: {
          command: whole.command,
          actor: request.actor.personId,
          commandId: command.id,
          traceId: request.traceId,
          ...(whole.data && { data: whole.data }),
          ...(reasonId && { reasonId }),
        },
      };
    });
    if (begun.replay) return begun.replay;
    const { command, prepared } = begun;
    try {
      const receipt = await this.process.command(prepared.workflowId, prepared.submitted);
      return await this.commands.finish(request, command, async (tx) =>
        options.answer ? options.answer(tx, prepared.engagement, command.id) : { status: 200, body: receipt },
      );
    } catch (error) {
      return this.explain(request, command, prepared, error, options.undo);
    }
  }

  private async explain(
    request: CommandRequest,
    command: BegunCommand,
    { engagement, workflowId }: Prepared,
    error: unknown,
    undo: SendOptions['undo'],
  ): Promise<Answer> {
    if (error instanceof AcceptedUnfinished)
      return this.commands.finish(request, command, (tx) =>
        this.operations.accept(tx, {
          id: command.id,
          siteId: engagement.siteId,
          engagementId: engagement.id,
          kind: 'engagements.command',
          createdBy: request.actor.personId,
          workflowId,
        }),
      );
    if (error instanceof DecisionRefused || error instanceof ExecutionNotFound)
      await this.commands.forget(request, command, undo && ((tx) => undo(tx, engagement)));
    else await this.commands.abandon(request, command);
    throw engineProblem(error, { stage: engagement.stage });
  }
}

/** Said at once and in full where the present stage alone rules it out. */
function requireStage(command: CommandKind, { stage }: EngagementRow): void {
  if (refuseCommandByStage(command, stage)) {
    throw new Problem(409, stage === 'on_hold' ? 'on_hold' : 'wrong_stage', { extras: { stage } });
  }
}
