import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workflowBundle } from '@kado/testing/workflow-bundle';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { STORIES } from '../all-stories';
import { type Edit, editedBundle } from '../edited-bundle';

jest.setTimeout(240_000);
// The bad edits below are found by failing: what the engine says of each would fill the screen.
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'OFF' } } });

const FOLDER = join(__dirname, 'histories');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

async function* recorded() {
  for (const name of files)
    yield { workflowId: name, history: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as unknown };
}

async function failuresOf(bundle: WorkflowBundleOption): Promise<string[]> {
  const failed: string[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle: bundle }, recorded()))
    if (result.error) failed.push(result.workflowId);
  return failed;
}

const DRAW = `  await chapter.effect('draw', () =>
    work.drawInspection.executeWithOptions({ summary: '抜取検査の抽出' }, [{ owner, round }]),
  );
`;
const RELEASE = `    await chapter.effect('release', () =>
      work.releaseLot.executeWithOptions({ summary: '合格ロットの確定' }, [{ owner, round }]),
    );
`;

/**
 * Edits of the kind that strand running engagements. Each is made in a copy of the workflow code, and at least one
 * recorded history must notice: a corpus that lets one of these through guards nothing.
 */
const BAD_EDITS: (Edit & { name: string })[] = [
  {
    name: 'a stage loses its step',
    file: 'engagement/stages.ts',
    from: "  await chapter.ask('confirm_contract');\n",
    to: '',
  },
  {
    name: 'two asks change places',
    file: 'engagement/production.ts',
    from: "await chapter.ask('send_delivery', about);",
    to: "await chapter.ask('accept_delivery', about);\n  await chapter.ask('send_delivery', about);",
  },
  {
    name: 'an activity is added',
    file: 'lot/lot.workflow.ts',
    from: DRAW,
    to: `${DRAW}${DRAW}`,
  },
  {
    name: 'an activity is taken out',
    file: 'lot/lot.workflow.ts',
    from: RELEASE,
    to: '',
  },
  {
    name: 'an activity changes its kind',
    file: 'engagement/production.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of the source
    from: 'work.buildDelivery.executeWithOptions({ summary: `納品物${no}の作成` }, [{ owner, deliveryNo: no, lotNos }])',
    to: 'work.formLots({ owner, lots: 1 })',
  },
  {
    name: 'a signal to the parent is dropped',
    file: 'lot/lot.workflow.ts',
    from: "    );\n    await chapter.once('tell_released', () => lot.tell('released', round));\n",
    to: '    );\n',
  },
  {
    name: 'lots are not told of a hold',
    file: 'engagement/commands.ts',
    from: "  hold: 'hold',\n",
    to: '',
  },
  {
    name: 'a cancelling forgets to stop the lots',
    file: 'engagement/cancelling.ts',
    from: "  await chapter.once('order_stop', () => engagement.tellLots('stop'));\n",
    to: '',
  },
  {
    name: 'a change gives no new notices',
    file: 'engagement/sides.ts',
    from: "  if (consent.data.hasPeople === true) await chapter.ask('renew_terms_notices', about);\n",
    to: '',
  },
  {
    name: 'rejected items stay with the client',
    file: 'engagement/production.ts',
    from: "if (answer.outcome !== 'rejected') {",
    to: 'if (answer.outcome) {',
  },
  {
    name: 'a new run begins its chapter again',
    file: 'shared/chapter.ts',
    from: "    const task = known && 'taskId' in known ? this.desk.find(known.taskId) : undefined;\n    if (task) return task;\n",
    to: '',
  },
  {
    name: 'a change of the code is taken by who came before it',
    file: 'engagement/production.ts',
    from: "if (chapter.changed('engagement/lots-tell-their-end')) {",
    to: 'if (chapter) {',
  },
  { name: 'clocks are not wound', file: 'shared/desk.ts', from: 'void this.clocks.run();', to: '' },
  {
    name: 'filters are not kept',
    file: 'shared/desk.ts',
    from: 'this.filters.show(this.shownStage(), waits);',
    to: '',
  },
];

describe('recorded histories', () => {
  it('exist for every story and for nothing else', () => {
    const stories = [...new Set(files.map((name) => name.replace(/\.v\d+\..*$/, '')))].sort();
    expect(stories).toEqual(Object.keys(STORIES).sort());
  });

  it('all replay on the code as it stands', async () => {
    expect(await failuresOf(await workflowBundle())).toEqual([]);
  });

  it.each(BAD_EDITS)('notice when $name', async (edit) => {
    expect(await failuresOf(await editedBundle([edit]))).not.toEqual([]);
  });
});
