import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { STORIES } from '../all-stories';
import { Rig } from '../rig';

jest.setTimeout(180_000);

/** Version of each story's recording; raise it when the story's commands change behind a patch. */
const VERSIONS: Record<string, number> = {};
const fileOf = (story: string, execution: string) =>
  join(__dirname, 'histories', `${story}.v${VERSIONS[story] ?? 1}.${execution}.json`);

describe('recording', () => {
  const missing = Object.entries(STORIES).filter(([name]) => !existsSync(fileOf(name, 'engagement')));

  it('has a file for every story (KADO_RECORD=1 writes the missing ones)', async () => {
    if (process.env.KADO_RECORD !== '1') {
      expect(missing.map(([name]) => name)).toEqual([]);
      return;
    }
    const rig = await Rig.start();
    try {
      for (const [name, story] of missing) {
        const c = await rig.engagement(`KADO-2026-${String(9000 + Object.keys(STORIES).indexOf(name))}`);
        await story.run(rig, c);
        await rig.inStage(c, story.endsIn);
        const executions: [string, string][] = [
          ['engagement', engagementWorkflowId(c.key)],
          ...story.lots.map((lotNo): [string, string] => [`lot-${lotNo}`, lotWorkflowId(c.key, lotNo)]),
        ];
        for (const [execution, id] of executions)
          for (const [n, history] of (await rig.histories(id)).entries()) {
            const run = n === 0 ? execution : `${execution}.run-${n + 1}`;
            writeFileSync(fileOf(name, run), `${historyToJSON(history)}\n`, { flag: 'wx' });
          }
      }
    } finally {
      await rig.stop();
    }
  });
});
