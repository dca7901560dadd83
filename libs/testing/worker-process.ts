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

export interface ProgramSettings {
  databaseUrl: string;
  temporalAddress: string;
  taskQueue: string;
  /** Where the API listens. */
  apiPort?: number;
  /** One folder for programs that share files. */
  storageDir?: string;
}

const SECRET = 'a secret that only this test run knows';

/** A worker as it is shipped: built, a process of its own, ready when this answers. Call `build()` before. */
export function startWorkerProcess(settings: ProgramSettings): Promise<ManagedProcess> {
  return startProgram('worker', settings);
}

/** The API as it is shipped, on `apiPort`; its tokens are signed with `API_SECRET`. */
export function startApiProcess(settings: ProgramSettings): Promise<ManagedProcess> {
  return startProgram('api', settings);
}

export const API_SECRET = SECRET;

async function startProgram(name: 'worker' | 'api', settings: ProgramSettings): Promise<ManagedProcess> {
  const dir = mkdtempSync(join(process.env.KADO_TEST_DIR ?? tmpdir(), `${name}-`));
  const program = startProcess({
    name,
    command: process.execPath,
    args: [join(ROOT, 'dist', 'apps', name, 'main.js')],
    env: {
      ...process.env,
      DATABASE_URL: settings.databaseUrl,
      TEMPORAL_ADDRESS: settings.temporalAddress,
      KADO_TASK_QUEUE: settings.taskQueue,
      KADO_JWT_SECRET: SECRET,
      KADO_STORAGE_DIR: settings.storageDir ?? join(dir, 'storage'),
      ...(settings.apiPort !== undefined && { API_PORT: String(settings.apiPort) }),
    },
    logFile: join(dir, `${name}.log`),
    ipc: true,
  });
  for (const end = Date.now() + 60_000; !program.saidReady(); ) {
    if (!program.running() || Date.now() > end)
      throw new TypeError(`the ${name} did not start: ${readFileSync(program.logFile, 'utf8').slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return program;
}
