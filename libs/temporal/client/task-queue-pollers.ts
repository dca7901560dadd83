import type { Connection } from '@temporalio/client';

/** `TASK_QUEUE_TYPE_WORKFLOW` of the server's API. */
const WORKFLOW_QUEUE = 1;
/** A poll lasts up to 60 s; who has not come back for longer is gone. */
const RECENT_MS = 75_000;

/** Does any worker ask this queue for workflow tasks? The server remembers pollers for minutes after they died. */
export async function hasRecentPoller(connection: Connection, namespace: string, taskQueue: string): Promise<boolean> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: WORKFLOW_QUEUE,
  });
  return (pollers ?? []).some((poller) => {
    const seconds = Number(poller.lastAccessTime?.seconds ?? 0);
    return Date.now() - seconds * 1000 < RECENT_MS;
  });
}
