/** Healthy = Temporal sees this container polling for workflow tasks. A worker has no port of its own to ask. */
const { hostname } = require('node:os');
const { Connection } = require('@temporalio/client');

const WORKFLOW_TASKS = 1;

async function main() {
  const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, KADO_TASK_QUEUE } = process.env;
  const connection = await Connection.connect({ address: TEMPORAL_ADDRESS, connectTimeout: 4000 });
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: TEMPORAL_NAMESPACE,
    taskQueue: { name: KADO_TASK_QUEUE },
    taskQueueType: WORKFLOW_TASKS,
  });
  await connection.close();
  // The SDK's identity is `<pid>@<host name>`.
  if (!pollers.some(({ identity }) => identity.endsWith(`@${hostname()}`))) throw new Error('not polling');
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
