import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workflowBundleOptions } from '@kado/temporal/bundle-options';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

let mine: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The bundle of all workflows as the build makes it: once a test run, the files of the run share it. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  mine ??= shared();
  return mine;
}

async function shared(): Promise<WorkflowBundleWithSourceMap> {
  const dir = process.env.KADO_TEST_DIR;
  if (dir === undefined) return bundleWorkflowCode(workflowBundleOptions());
  const file = join(dir, 'workflow-bundle.js');
  const lock = join(dir, 'workflow-bundle.lock');
  for (;;) {
    if (existsSync(file)) return { code: readFileSync(file, 'utf8'), sourceMap: '' };
    try {
      mkdirSync(lock);
    } catch {
      // Another test process is making it; the directory of the run goes with the run, so the lock cannot outlive it.
      await sleep(100);
      continue;
    }
    try {
      if (existsSync(file)) continue;
      const bundle = await bundleWorkflowCode(workflowBundleOptions());
      writeFileSync(`${file}.half`, bundle.code);
      renameSync(`${file}.half`, file);
      return bundle;
    } finally {
      rmdirSync(lock);
    }
  }
}
