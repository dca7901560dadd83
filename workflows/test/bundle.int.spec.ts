import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createActivities } from '@kado/activities/kado.activities';
import { ENGAGEMENT_WORKFLOW } from '@kado/contracts/engagement';
import { LOT_WORKFLOW } from '@kado/contracts/lot';
import type { Database } from '@kado/persistence/database';
import { workflowBundle } from '@kado/testing/workflow-bundle';
import * as workflows from '..';

jest.setTimeout(60_000);

/** Libraries whose place is on the other side of the sandbox's wall. */
const OUTSIDE = ['zod', 'typeorm', 'pg', 'uuid', '@nestjs', '@holiday-jp', '@temporalio/client', '@temporalio/worker'];

describe('the workflow bundle', () => {
  it('holds the workflows that the contracts name, and no others', () => {
    expect(Object.keys(workflows).sort()).toEqual([ENGAGEMENT_WORKFLOW, LOT_WORKFLOW].sort());
  });

  it('loads nothing from outside the sandbox, and stays small', async () => {
    const { code } = await workflowBundle();
    const loaded = OUTSIDE.filter((name) => code.includes(`node_modules/${name}/`));
    expect(loaded).toEqual([]);
    expect(code).toContain('node_modules/@temporalio/workflow/');
    // Half as much again as today. A library that slips in shows here before it shows in the memory of every worker.
    expect(code.length).toBeLessThan(2_700_000);
  });

  it('calls every activity that the worker has, and none that it has not', () => {
    const registered = createActivities({} as Database, () => Promise.reject(new TypeError('not called')), {
      signalDecisions: 'on',
    });
    const called = new Set<string>();
    for (const file of sourcesOf(join(__dirname, '..')))
      for (const [, name] of readFileSync(file, 'utf8').matchAll(/\b(?:steps|work)\s*\.(\w+)\s*[.(]/g))
        called.add(name as string);
    expect([...called].sort()).toEqual(Object.keys(registered).sort());
  });
});

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(join('workflows', 'test')));
}
