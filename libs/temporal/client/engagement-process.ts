import { COMMAND, type CommandReceipt, type SubmittedCommand } from '@kado/contracts/command';
import {
  ENGAGEMENT_WORKFLOW,
  type EngagementInput,
  OPENED_UPDATE,
  type OpenedReceipt,
} from '@kado/contracts/engagement';
import type { FailureDetails, FailureType } from '@kado/contracts/failures';
import {
  DECIDE,
  type DecisionReceipt,
  type SubmittedDecision,
  WAITING_QUERY,
  type Wait,
} from '@kado/contracts/human-task';
import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowUpdateHandle,
} from '@temporalio/client';
import { ApplicationFailure, type Workflow } from '@temporalio/common';
import { ACCEPT_MS, type EngineAddress, EngineConnection } from './engine-connection';
import { AcceptedUnfinished, DecisionRefused, EngineUnavailable, ExecutionNotFound } from './process-errors';
import { engagementStart } from './start-options';
import { hasRecentPoller } from './task-queue-pollers';

/** Within this after acceptance the effect is written, or the caller is told to look later. */
const FINISH_MS = 10_000;
/** How long a look at something unfinished may take. */
const LOOK_MS = 2_000;

/** The engagement's executions as the API knows them. Connects at first use; never called inside a transaction. */
export class EngagementProcess {
  readonly engine: EngineConnection;
  private readonly client: Client;

  constructor(address: EngineAddress) {
    this.engine = new EngineConnection(address);
    this.client = this.engine.client;
  }

  /** Starts the execution, or joins the one that runs under this key; answers once the engagement's row is written. */
  async start(input: EngagementInput, updateId: string): Promise<OpenedReceipt> {
    const options = engagementStart(input);
    const { workflowId } = options;
    const startWorkflowOperation = new WithStartWorkflowOperation(ENGAGEMENT_WORKFLOW, {
      ...options,
      taskQueue: this.engine.address.taskQueue,
    });
    return this.carry(workflowId, () =>
      this.client.workflow.startUpdateWithStart<Workflow, OpenedReceipt, []>(OPENED_UPDATE, {
        startWorkflowOperation,
        updateId,
        waitForStage: 'ACCEPTED',
      }),
    );
  }

  /** Sends a decision. The same `decisionId` again gives the same answer. */
  decide(workflowId: string, decision: SubmittedDecision): Promise<DecisionReceipt> {
    return this.carry(workflowId, () =>
      this.client.workflow.getHandle(workflowId).startUpdate<DecisionReceipt, [SubmittedDecision]>(DECIDE, {
        args: [decision],
        updateId: decision.decisionId,
        waitForStage: 'ACCEPTED',
      }),
    );
  }

  /** Sends a command. The same `commandId` again gives the same answer. */
  command(workflowId: string, command: SubmittedCommand): Promise<CommandReceipt> {
    return this.carry(workflowId, () =>
      this.client.workflow.getHandle(workflowId).startUpdate<CommandReceipt, [SubmittedCommand]>(COMMAND, {
        args: [command],
        updateId: command.commandId,
        waitForStage: 'ACCEPTED',
      }),
    );
  }

  /** How a decision or a command that was accepted has ended; undefined while it has not, or nobody can say. Throws when it was refused. */
  async outcome(workflowId: string, updateId: string): Promise<DecisionReceipt | CommandReceipt | undefined> {
    try {
      const handle = this.client.workflow
        .getHandle(workflowId)
        .getUpdateHandle<DecisionReceipt | CommandReceipt>(updateId);
      return await this.within(LOOK_MS, () => handle.result());
    } catch (error) {
      const said = translate(workflowId, error);
      if (said instanceof DecisionRefused) throw said;
      return undefined;
    }
  }

  /** What the execution itself says it waits for. */
  async waiting(workflowId: string): Promise<Wait[]> {
    try {
      return await this.within(ACCEPT_MS, () =>
        this.client.workflow.getHandle(workflowId).query<Wait[]>(WAITING_QUERY),
      );
    } catch (error) {
      throw error instanceof WorkflowNotFoundError ? new ExecutionNotFound(workflowId) : new EngineUnavailable(error);
    }
  }

  /** How large these executions have grown: what ops watches long before the engine's limits. Missing ones count nothing. */
  async extent(workflowIds: readonly string[]): Promise<{ executions: number; events: number }> {
    const lengths = await Promise.all(workflowIds.map((id) => this.historyLength(id)));
    const known = lengths.filter((length): length is number => length !== undefined);
    return { executions: known.length, events: known.reduce((sum, length) => sum + length, 0) };
  }

  /** Throws when the server does not answer. */
  async ping(timeoutMs = 2_000): Promise<void> {
    await this.within(timeoutMs, () => this.engine.connection.workflowService.getSystemInfo({}));
  }

  isWorkerPolling(timeoutMs = 2_000): Promise<boolean> {
    return this.within(timeoutMs, () =>
      hasRecentPoller(this.engine.connection, this.engine.address.temporalNamespace, this.engine.address.taskQueue),
    );
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  private async historyLength(workflowId: string): Promise<number | undefined> {
    try {
      const execution = await this.within(ACCEPT_MS, () => this.client.workflow.getHandle(workflowId).describe());
      return execution.historyLength;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw new EngineUnavailable(error);
    }
  }

  private async carry<T>(workflowId: string, send: () => Promise<WorkflowUpdateHandle<T>>): Promise<T> {
    let accepted: WorkflowUpdateHandle<T>;
    try {
      accepted = await this.within(ACCEPT_MS, send);
    } catch (error) {
      throw translate(workflowId, error) ?? new EngineUnavailable(error);
    }
    try {
      return await this.within(FINISH_MS, () => accepted.result());
    } catch (error) {
      throw translate(workflowId, error) ?? new AcceptedUnfinished();
    }
  }

  private within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    return this.engine.within(ms, call);
  }
}

/** Refusals and ended executions; undefined for everything that says no more than "no answer". */
function translate(workflowId: string, error: unknown): Error | undefined {
  if (error instanceof WorkflowNotFoundError) return new ExecutionNotFound(workflowId);
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  const { cause } = error;
  // An execution that ends with the Update in flight: the decision was not taken.
  if (!(cause instanceof ApplicationFailure) || cause.type === 'AcceptedUpdateCompletedWorkflow')
    return new ExecutionNotFound(workflowId);
  const details = (cause.details?.[0] ?? {}) as Partial<FailureDetails> & { stage?: string };
  return new DecisionRefused(cause.type as FailureType, details);
}
