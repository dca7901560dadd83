import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowBundleOptions } from '@kado/temporal/bundle-options';
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';

export interface Edit {
  /** Below `workflows/`. */
  file: string;
  /** Stands there exactly once. */
  from: string;
  to: string;
}

/** The bundle of a copy of the workflow code with these edits: another release of it, or a mistake. */
export async function editedBundle(edits: readonly Edit[]): Promise<WorkflowBundleWithSourceMap> {
  const workflows = join(__dirname, '..');
  const copy = mkdtempSync(join(workflows, '..', '.bad-edit-'));
  try {
    cpSync(workflows, copy, {
      recursive: true,
      filter: (source) => !source.includes(`${join('workflows', 'test')}`),
    });
    for (const { file, from, to } of edits) {
      const source = readFileSync(join(copy, file), 'utf8');
      const places = source.split(from).length - 1;
      if (places !== 1) throw new TypeError(`workflows/${file} has ${places} places that read ${JSON.stringify(from)}`);
      writeFileSync(
        join(copy, file),
        source.replace(from, () => to),
      );
    }
    return await bundleWorkflowCode({ ...workflowBundleOptions(), workflowsPath: join(copy, 'index.ts') });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
