import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '@kado/devstack/processes';

const ROOT = join(__dirname, '..', '..');

/** Makes `dist/` what the sources say; quick when it is already. */
export function build(): void {
  execFileSync(process.execPath, [join(ROOT, 'apps', 'cli', 'build.mjs')], { stdio: 'ignore' });
}

export interface WorkerSettings {
  databaseUrl: string;
  temporalAddress: string;
  taskQueue: string;
}

/** A worker as it is shipped: built, a process of its own, ready when this answers. Call `build()` before. */
export async function startWorkerProcess(settings: WorkerSettings): Promise<ManagedProcess> {
  const dir = mkdtempSync(join(process.env.KADO_TEST_DIR ?? tmpdir(), 'worker-'));
  const worker = startProcess({
    name: 'worker',
    command: process.execPath,
    args: [join(ROOT, 'dist', 'apps', 'worker', 'main.js')],
    env: {
      ...process.env,
      DATABASE_URL: settings.databaseUrl,
      TEMPORAL_ADDRESS: settings.temporalAddress,
      KADO_TASK_QUEUE: settings.taskQueue,
      KADO_JWT_SECRET: 'a secret that only this test run knows',
      KADO_STORAGE_DIR: join(dir, 'storage'),
    },
    logFile: join(dir, 'worker.log'),
    ipc: true,
  });
  for (const end = Date.now() + 60_000; !worker.saidReady(); ) {
    if (!worker.running() || Date.now() > end)
      throw new TypeError(`the worker did not start: ${readFileSync(worker.logFile, 'utf8').slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return worker;
}
