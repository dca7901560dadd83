import fc from 'fast-check';
import { Rig } from '../rig';
import { walks } from './commands';
import { Model } from './model';
import { Real } from './real';

/** `npm test` walks a little, `npm run test:fire` 2,000 steps over 50 engagements; the same seed walks the same way. */
const ENGAGEMENTS = Number(process.env.KADO_WALKS ?? 6);
const STEPS = Number(process.env.KADO_WALK_STEPS ?? 40);
const SEED = Number(process.env.KADO_SEED ?? 20261124);

jest.setTimeout(60_000 + ENGAGEMENTS * STEPS * 1_000);

/** The workflow, its projection and its audit are held against a model of the stage machine, step by step. */
it('walks as the model says, whatever is done to it', async () => {
  const rig = await Rig.start();
  let steps = 0;
  const ends: Record<string, number> = {};
  try {
    await fc.assert(
      fc.asyncProperty(walks(STEPS), async (walk) => {
        const real = await Real.open(rig);
        const model = new Model();
        await fc.asyncModelRun(() => ({ model, real }), walk);
        await real.check(model);
        steps += [...walk].length;
        ends[model.stage()] = (ends[model.stage()] ?? 0) + 1;
      }),
      { seed: SEED, numRuns: ENGAGEMENTS, endOnFailure: true },
    );
  } finally {
    await rig.stop();
  }
  if (process.env.KADO_TEST_SAY)
    process.stderr.write(
      `walked ${steps} steps over ${ENGAGEMENTS} engagements, which ended in ${JSON.stringify(ends)}\n`,
    );
});

it('notices an engagement that goes another way than the model', async () => {
  const rig = await Rig.start();
  try {
    const real = await Real.open(rig);
    const model = new Model();
    await real.agrees(model);
    await real.advance();
    model.decide(model.tasks[0] as never, 'declined');
    await expect(real.agrees(model, 500)).rejects.toThrow('did not come');
  } finally {
    await rig.stop();
  }
});
