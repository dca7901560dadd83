import { engagementWorkflowId } from '@kado/contracts/engagement';
import type { Stage } from '@kado/domain/lifecycle';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { type Edit, editedBundle } from './edited-bundle';
import { Rig } from './rig';
import { until } from './until';
import { Real } from './walk/real';

/** `npm test` carries some, `npm run test:fire` two hundred. */
const ENGAGEMENTS = Number(process.env.KADO_RELEASE_ENGAGEMENTS ?? 24);
const AT_ONCE = 6;

jest.setTimeout(120_000 + ENGAGEMENTS * 8_000);

/** A second approval of every plan, as a developer would add it. */
const CHANGE = 'engagement/second-approval';
const APPROVED = "    if (verdict.outcome === 'approved') return 'team_assembly';";
const secondApproval = (state: 'dark' | 'on'): Edit[] => [
  { file: 'shared/changes.ts', from: 'const STATES = {', to: `const STATES = {\n  '${CHANGE}': '${state}',` },
  {
    file: 'engagement/stages.ts',
    from: APPROVED,
    to: `    if (verdict.outcome === 'approved' && chapter.changed('${CHANGE}')) await chapter.ask('approve_plan');\n${APPROVED}`,
  },
];

describe('three releases of the workflow', () => {
  let rig: Rig;
  const releases: Record<'first' | 'dark' | 'on', WorkflowBundleWithSourceMap | undefined> = {
    first: undefined,
    dark: undefined,
    on: undefined,
  };
  beforeAll(async () => {
    rig = await Rig.start({ ownWorker: false });
    releases.first = rig.bundle;
    releases.dark = await editedBundle(secondApproval('dark'));
    releases.on = await editedBundle(secondApproval('on'));
  });
  afterAll(() => rig.stop());

  const run = async (release: keyof typeof releases, work: () => Promise<void>) => {
    await rig.startWorker(releases[release]);
    // A worker left behind would take the tasks of the next release.
    await work().finally(() => rig.stopWorker());
  };
  const each = async (all: readonly Real[], work: (real: Real, n: number) => Promise<unknown>) => {
    const queue = all.map((real, n) => [real, n] as const);
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await work(...next);
      }),
    );
  };
  const approvals = async (real: Real) =>
    (
      await rig.sql(
        `select 1 from human_task where engagement_id = $1 and kind = 'approve_plan' and status = 'completed'`,
        [real.c.input.engagementId],
      )
    ).length;

  it(`carries ${ENGAGEMENTS} engagements in all stages across, back, and across again`, async () => {
    const all: Real[] = [];
    await run('first', async () => {
      for (let n = 0; n < ENGAGEMENTS; n += 1) all.push(await Real.open(rig));
      // Spread over the whole way: it takes about 26 steps.
      await each(all, async (real, n) => {
        for (let steps = (n * 25) / ENGAGEMENTS; steps >= 1; steps -= 1) await real.advance();
      });
    });
    const stages = new Set<Stage>();
    for (const real of all) stages.add((await rig.stage(real.c)) as Stage);
    expect(stages.size).toBeGreaterThanOrEqual(7);

    const step = (release: keyof typeof releases) => run(release, () => each(all, (real) => real.advance()));
    await step('dark');
    await step('on');
    await step('on');
    // Rolled back: who took the new course goes on under the release that knows it.
    await step('dark');
    await run('on', () =>
      each(all, async (real) => {
        while (await real.advance()) undefined;
      }),
    );
    const taken = new Set<number>();
    for (const real of all) {
      expect(await rig.stage(real.c)).toBe('closed');
      taken.add(await approvals(real));
      const failed = (await rig.histories(engagementWorkflowId(real.c.key)))
        .flatMap((history) => history.events ?? [])
        .filter((event) => event.workflowTaskFailedEventAttributes);
      expect(failed).toEqual([]);
    }
    // Those that were past the plan kept their course; the others are approved twice.
    expect([...taken].sort()).toEqual([1, 2]);
  });

  it('loses nothing where a release is rolled back that was not shipped dark first', async () => {
    let real = undefined as Real | undefined;
    await run('on', async () => {
      real = await Real.open(rig);
      while ((await approvals(real)) < 1) await real.advance();
    });
    const stuck = real as unknown as Real;
    await run('first', async () => {
      // It cannot go on here; its decision waits in the engine.
      const [task] = await stuck.open();
      expect(task?.task.kind).toBe('approve_plan');
      await rig.signal(engagementWorkflowId(stuck.c.key), {
        taskId: task?.id,
        outcome: 'approved',
        actor: 'manager02',
        decisionId: 'second',
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await rig.stage(stuck.c)).toBe('decomposition');
    });
    await run('on', () =>
      until(async () => (await rig.stage(stuck.c)) === 'team_assembly', 'the decision has its effect', 60_000),
    );
  });
});
