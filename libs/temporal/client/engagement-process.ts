import { COMMAND, type CommandReceipt, type SubmittedCommand } from '@kado/contracts/command';
import {
  ENGAGEMENT_WORKFLOW,
  type EngagementInput,
  engagementWorkflowId,
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
import type { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowUpdateHandle,
} from '@temporalio/client';
import {
  ApplicationFailure,
  defineSearchAttributeKey,
  type SearchAttributePair,
  type Workflow,
} from '@temporalio/common';
import { Patience } from './patience';
import { AcceptedUnfinished, DecisionRefused, EngineUnavailable, ExecutionNotFound } from './process-errors';
import { hasRecentPoller } from './task-queue-pollers';

export interface EngineAddress {
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
}

/** Within this the engine (server and a worker) takes a message, or it counts as away. */
const ACCEPT_MS = 5_000;
/** Within this after acceptance the effect is written, or the caller is told to look later. */
const FINISH_MS = 10_000;
/** How long a look at something unfinished may take. */
const LOOK_MS = 2_000;

/** The engagement's executions as the API knows them. Connects at first use; never called inside a transaction. */
export class EngagementProcess {
  private readonly connection: Connection;
  private readonly client: Client;
  private readonly patience = new Patience();

  constructor(private readonly address: EngineAddress) {
    this.connection = Connection.lazy({
      address: address.temporalAddress,
      connectTimeout: ACCEPT_MS - 1_000,
      interceptors: [this.patience.interceptor],
    });
    this.client = new Client({ connection: this.connection, namespace: address.temporalNamespace });
  }

  /** Starts the execution, or joins the one that runs under this key; answers once the engagement's row is written. */
  async start(input: EngagementInput, updateId: string): Promise<OpenedReceipt> {
    const workflowId = engagementWorkflowId(input.engagementKey);
    const startWorkflowOperation = new WithStartWorkflowOperation(ENGAGEMENT_WORKFLOW, {
      workflowId,
      taskQueue: this.address.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      // Short, so that a task that died with its worker is handed out again soon; local activities renew it as they run.
      workflowTaskTimeout: '3 seconds',
      staticSummary: `案件 ${input.engagementKey} · クライアント ${input.clientCode}`,
      typedSearchAttributes: engagementAttributes(input),
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
    await this.within(timeoutMs, () => this.connection.workflowService.getSystemInfo({}));
  }

  isWorkerPolling(timeoutMs = 2_000): Promise<boolean> {
    return this.within(timeoutMs, () =>
      hasRecentPoller(this.connection, this.address.temporalNamespace, this.address.taskQueue),
    );
  }

  async close(): Promise<void> {
    await this.patience.end();
    await this.connection.close();
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

  /**
   * A deadline for the call and, should the channel hang before it, for us. The connection attempt of a lazy connection
   * has its own timeout and does not know the call's.
   */
  private async within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new EngineUnavailable('timeout')), ms + 500);
    });
    try {
      return await Promise.race([this.client.withDeadline(Date.now() + ms, call), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Filters of the Temporal UI; the execution itself keeps stage, waiting-for and due date true from here on. */
function engagementAttributes(input: EngagementInput): SearchAttributePair[] {
  const values = {
    EngagementKey: input.engagementKey,
    ClientCode: input.clientCode,
    SiteCode: input.siteCode,
    Stage: 'inquiry',
    WaitingFor: 'none',
  } satisfies Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string>>;
  return Object.entries(values).map(([name, value]) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value }));
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
