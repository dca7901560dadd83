import type { KadoActivities } from '@kado/contracts/activities';
import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  /** Prebuilt in production; tests hand over one made once a run. */
  workflowBundle: WorkflowBundleOption;
  activities: KadoActivities;
  identity?: string;
  maxCachedWorkflows?: number;
}

/**
 * The one way a worker is made: main, tests and benchmarks get the same tuning. A killed worker's executions move on
 * after the sticky second; the cache is bounded because its default follows the heap and has grown until workers died.
 */
export function createKadoWorker(parts: WorkerParts): Promise<Worker> {
  return Worker.create({
    ...parts,
    stickyQueueScheduleToStartTimeout: '1 second',
    // Together below the connections of the worker's pool, so that no activity waits for one while it holds a slot.
    maxConcurrentLocalActivityExecutions: 8,
    maxConcurrentActivityTaskExecutions: 2,
    maxCachedWorkflows: parts.maxCachedWorkflows ?? 400,
    shutdownGraceTime: '10 seconds',
    shutdownForceTime: '20 seconds',
  });
}
