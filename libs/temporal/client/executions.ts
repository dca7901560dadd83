import {
  ENGAGEMENT_STATE_QUERY,
  ENGAGEMENT_WORKFLOW,
  type EngagementInput,
  type EngagementState,
  engagementWorkflowId,
  LOT_STAGE_SIGNAL,
} from '@kado/contracts/engagement';
import { WAITING_QUERY, type Wait } from '@kado/contracts/human-task';
import { LOT_WORKFLOW, type LotInput, type LotStageReport } from '@kado/contracts/lot';
import { type WorkflowExecutionInfo, WorkflowNotFoundError } from '@temporalio/client';
import { ACCEPT_MS, type EngineConnection } from './engine-connection';
import { type ExecutionLook, lookOf, type WorkflowTaskLook, workflowTaskOf } from './execution-look';
import { EngineUnavailable } from './process-errors';
import { engagementStart, lotStart } from './start-options';
import { hasRecentPoller } from './task-queue-pollers';

export interface OpenExecution {
  workflowId: string;
  engagementKey: string;
  lotNo?: number;
  /** By its search attribute; none where somebody started it by hand. */
  siteCode?: string;
}

/** Time for all pages of a list. */
const LIST_MS = 30_000;
const PAGE = 500;

/** The executions seen from outside: what runs, what fails, what can be started and ended. For ops and the reconciler. */
export class Executions {
  constructor(private readonly engine: EngineConnection) {}

  /** All that run by the list of the server, which is late by a moment: confirm what looks wrong by `isRunning`. */
  listOpen(): Promise<OpenExecution[]> {
    const { taskQueue } = this.engine.address;
    const query = `TaskQueue = '${taskQueue}' AND WorkflowType IN ('${ENGAGEMENT_WORKFLOW}', '${LOT_WORKFLOW}') AND ExecutionStatus = 'Running'`;
    return this.call(LIST_MS, async () => {
      const open: OpenExecution[] = [];
      for await (const info of this.engine.client.workflow.list({ query, pageSize: PAGE })) {
        const one = openExecution(info);
        if (one) open.push(one);
      }
      return open;
    });
  }

  /** Undefined where there is none under this id, and never was. */
  async look(workflowId: string): Promise<ExecutionLook | undefined> {
    const execution = await this.describe(workflowId);
    if (!execution) return undefined;
    const look = lookOf(execution, await this.runs(workflowId));
    const isFailing = look.workflowTask !== null && look.workflowTask.attempt > 1;
    return isFailing ? { ...look, workflowTask: await this.failureOf(workflowId, look.workflowTask) } : look;
  }

  async isRunning(workflowId: string): Promise<boolean> {
    return (await this.describe(workflowId))?.status.name === 'RUNNING';
  }

  /** `gone`: no message reaches it any more. `failing`: its workflow task fails, so that it takes none. */
  async health(workflowId: string): Promise<'running' | 'failing' | 'gone'> {
    const execution = await this.describe(workflowId);
    if (execution?.status.name !== 'RUNNING') return 'gone';
    return (workflowTaskOf(execution)?.attempt ?? 0) > 1 ? 'failing' : 'running';
  }

  state(workflowId: string): Promise<EngagementState> {
    return this.call(ACCEPT_MS, () => this.handle(workflowId).query<EngagementState>(ENGAGEMENT_STATE_QUERY));
  }

  waiting(workflowId: string): Promise<Wait[]> {
    return this.call(ACCEPT_MS, () => this.handle(workflowId).query<Wait[]>(WAITING_QUERY));
  }

  isWorkerPolling(): Promise<boolean> {
    const { connection, address } = this.engine;
    return this.call(ACCEPT_MS, () => hasRecentPoller(connection, address.temporalNamespace, address.taskQueue));
  }

  /** Ends it at the server, without a word to its code; false where there was none. */
  async terminate(workflowId: string, reason: string): Promise<boolean> {
    try {
      await this.engine.within(ACCEPT_MS, () => this.handle(workflowId).terminate(reason));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw new EngineUnavailable(error);
    }
  }

  /** Starts it, or joins the one that runs under its id. */
  async startEngagement(input: EngagementInput): Promise<void> {
    const { taskQueue } = this.engine.address;
    await this.call(ACCEPT_MS, () =>
      this.engine.client.workflow.start(ENGAGEMENT_WORKFLOW, { ...engagementStart(input), taskQueue }),
    );
  }

  async startLot(input: LotInput): Promise<void> {
    const { taskQueue } = this.engine.address;
    await this.call(ACCEPT_MS, () =>
      this.engine.client.workflow.start(LOT_WORKFLOW, { ...lotStart(input), taskQueue }),
    );
  }

  /** Tells an engagement of its lot, in the lot's place. */
  async tellLotStage(engagementKey: string, report: LotStageReport): Promise<void> {
    await this.call(ACCEPT_MS, () => this.handle(engagementWorkflowId(engagementKey)).signal(LOT_STAGE_SIGNAL, report));
  }

  private async describe(workflowId: string) {
    try {
      return await this.engine.within(ACCEPT_MS, () => this.handle(workflowId).describe());
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw new EngineUnavailable(error);
    }
  }

  private async runs(workflowId: string): Promise<number> {
    const { count } = await this.call(ACCEPT_MS, () =>
      this.engine.client.workflow.count(`WorkflowId = '${workflowId}'`),
    );
    // The list may not know the first run yet.
    return Math.max(1, count);
  }

  private failureOf(workflowId: string, task: WorkflowTaskLook | null): Promise<WorkflowTaskLook | null> {
    return this.call(ACCEPT_MS, async () => {
      const { history } = await this.engine.connection.workflowService.getWorkflowExecutionHistoryReverse({
        namespace: this.engine.address.temporalNamespace,
        execution: { workflowId },
        maximumPageSize: 10,
      });
      const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
      const { cause, failure } = failed?.workflowTaskFailedEventAttributes ?? {};
      const type = cause === NON_DETERMINISM ? 'non_determinism' : failure?.applicationFailureInfo?.type;
      return task && { ...task, lastFailure: type ?? null };
    });
  }

  private handle(workflowId: string) {
    return this.engine.client.workflow.getHandle(workflowId);
  }

  private async call<T>(ms: number, run: () => Promise<T>): Promise<T> {
    try {
      return await this.engine.within(ms, run);
    } catch (error) {
      throw error instanceof EngineUnavailable ? error : new EngineUnavailable(error);
    }
  }
}

/** `WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR` of the server's API. */
const NON_DETERMINISM = 24;

const NAME = /^engagement:(.+?)(?::lot:(\d+))?$/;

export function executionOf(workflowId: string): { engagementKey: string; lotNo?: number } | undefined {
  const [, engagementKey, lotNo] = NAME.exec(workflowId) ?? [];
  if (engagementKey === undefined) return undefined;
  return { engagementKey, ...(lotNo !== undefined && { lotNo: Number(lotNo) }) };
}

function openExecution({ workflowId, searchAttributes }: WorkflowExecutionInfo): OpenExecution | undefined {
  const named = executionOf(workflowId);
  const siteCode = searchAttributes.SiteCode?.[0];
  return named && { workflowId, ...named, ...(typeof siteCode === 'string' && { siteCode }) };
}
