import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';

export interface ReplayRequest {
  address: string;
  namespace: string;
  /** Visibility query; which executions are replayed. */
  query: string;
  workflowBundle: WorkflowBundleOption;
  onFault: (workflowId: string, message: string) => void;
}

/**
 * Replays the histories of a live namespace on this code, without touching the executions: what must be green before a
 * release goes out. Histories are downloaded a few at a time, never all at once.
 */
export async function replayNamespace(request: ReplayRequest): Promise<{ replayed: number; failed: number }> {
  // A fault is told once, by the caller, and not by every layer of the engine.
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });
  const connection = await Connection.connect({ address: request.address, connectTimeout: '3s' });
  try {
    const client = new Client({ connection, namespace: request.namespace });
    const histories = client.workflow.list({ query: request.query }).intoHistories({ concurrency: 5 });
    const result = { replayed: 0, failed: 0 };
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle: request.workflowBundle },
      histories,
    )) {
      result.replayed += 1;
      if (!error) continue;
      result.failed += 1;
      request.onFault(workflowId, error.message);
    }
    return result;
  } finally {
    await connection.close();
  }
}
