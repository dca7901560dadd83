import { join } from 'node:path';
import { replayNamespace } from '@kado/temporal/worker/replay-namespace';

export interface ReplayOptions {
  address: string;
  namespace: string;
  query: string;
  json: boolean;
}

/** Exit code: 0 all replay, 1 some do not, 7 Temporal is away (safe to try again). Faults on standard error, the sum on standard output. */
export async function replay({ address, namespace, query, json }: ReplayOptions): Promise<number> {
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const codePath = join(__dirname, '..', '..', 'workflow-bundle.js');
  try {
    const onFault = (workflowId: string, message: string) => say(`✗ ${workflowId}: ${message}`);
    const result = await replayNamespace({ address, namespace, query, workflowBundle: { codePath }, onFault });
    process.stdout.write(
      json ? `${JSON.stringify(result)}\n` : `${result.replayed} replayed, ${result.failed} failed\n`,
    );
    if (result.failed > 0)
      say('This code would strand the executions above: put the change behind patched() (README).');
    return result.failed === 0 ? 0 : 1;
  } catch (error) {
    say(`Temporal at ${address} (namespace ${namespace}) could not be read: ${firstLine(error)}`);
    return 7;
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
