import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEARCH_ATTRIBUTES } from '@kado/contracts/search-attributes';
import { freePort } from '@kado/devstack/ports';
import { guardDirectory } from '@kado/devstack/reaper';
import { findTemporal } from '@kado/devstack/temporal-binary';
import { SEARCH_ATTRIBUTE_TYPES, startTemporal } from '@kado/devstack/temporal-server';
import { findTimeSkippingServer } from '@kado/devstack/time-skipping-server';
import { TestWorkflowEnvironment } from '@temporalio/testing';

const CACHE = join(__dirname, '..', '..', '.kado', 'cache');

/**
 * A development server in memory with KADO's search attributes, on a free port: one for each test file that needs it.
 * `teardown()` of what it returns closes the connections and stops the server.
 */
export async function startTestTemporal(): Promise<TestWorkflowEnvironment> {
  const binary = await findTemporal({ projectCache: CACHE, say: (sentence) => process.stderr.write(`${sentence}\n`) });
  const dir = mkdtempSync(join(process.env.KADO_TEST_DIR ?? tmpdir(), 'temporal-'));
  guardDirectory(dir);
  const server = await startTemporal({
    binary,
    port: await freePort({ low: true }),
    logFile: join(dir, 'temporal.log'),
    searchAttributes: SEARCH_ATTRIBUTES,
  });
  const env = await TestWorkflowEnvironment.createFromExistingServer({ address: server.address, namespace: 'default' });
  const close = env.teardown.bind(env);
  env.teardown = async () => {
    try {
      await close();
    } finally {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    }
  };
  return env;
}

/**
 * A server that skips time, with KADO's search attributes: months pass by `env.sleep`. One for each test file that needs it;
 * its clock is shared by everything that runs on it.
 */
export async function startTimeSkippingTemporal(): Promise<TestWorkflowEnvironment> {
  const path = await findTimeSkippingServer(CACHE);
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await env.connection.operatorService.addSearchAttributes({
    namespace: env.namespace ?? 'default',
    searchAttributes: Object.fromEntries(
      Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, SEARCH_ATTRIBUTE_TYPES[type]]),
    ),
  });
  return env;
}
