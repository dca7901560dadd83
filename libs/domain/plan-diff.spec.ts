import fc from 'fast-check';
import { DEVICES, type Plan, type PlanStep, type QaPlan } from './plan';
import { applyDiff, diffPlans, isEmptyDiff } from './plan-diff';
import { AQLS } from './quality';
import { DATA_CLASSES, PLACES, WORK_MODES } from './requirements';

const share = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
const qas: fc.Arbitrary<QaPlan> = fc
  .record({
    review: fc.record({ firstItems: fc.nat({ max: 3 }), rate: share }),
    secondLook: fc.option(fc.record({ rate: share }), { nil: undefined }),
    gold: fc.record({ enabled: fc.boolean() }),
    inspection: fc.record({ aql: fc.constantFrom(...AQLS) }),
    lots: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ secondLook, ...qa }) => ({ ...qa, ...(secondLook && { secondLook }) }));

const CODES = ['a', 'b', 'c', 'd', 'e'];
const steps = fc.shuffledSubarray(CODES).chain((codes) =>
  fc.tuple(
    ...codes.map((code) =>
      fc.record({
        code: fc.constant(code),
        nameJa: fc.constantFrom('読む', '確かめる'),
        mode: fc.constantFrom(...WORK_MODES),
        after: fc.shuffledSubarray(CODES.filter((other) => other !== code)),
        itemMinutesMax: fc.integer({ min: 1, max: 2 }),
        interruptible: fc.boolean(),
        dataLevel: fc.constantFrom(...DATA_CLASSES),
        device: fc.constantFrom(...DEVICES),
        skills: fc.shuffledSubarray(['x', 'y']),
        place: fc.constantFrom(...PLACES),
        standardSeconds: fc.integer({ min: 1, max: 3 }),
      }),
    ),
  ),
);
const plans: fc.Arbitrary<Plan> = fc.record({ steps, qa: qas });
/** Two plans that are often near to each other, as real ones are. */
const pairs = fc.oneof(
  fc.tuple(plans, plans),
  fc.tuple(plans, qas).map(([plan, qa]) => [plan, { ...plan, qa }] as const),
  plans.chain((plan) =>
    fc.shuffledSubarray(plan.steps, { minLength: plan.steps.length }).map((shuffled) => {
      return [plan, { ...plan, steps: shuffled }] as const;
    }),
  ),
);

describe('the difference of two plans', () => {
  it('is empty for a plan and itself, and makes the one of the other', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(isEmptyDiff(diffPlans(before, before))).toBe(true);
        const diff = diffPlans(before, after);
        expect(applyDiff(before, diff)).toEqual(after);
        // as the database keeps it
        expect(applyDiff(before, JSON.parse(JSON.stringify(diff)))).toEqual(after);
        expect(isEmptyDiff(diff)).toBe(JSON.stringify(ordered(before)) === JSON.stringify(ordered(after)));
      }),
    );
  });

  it('goes back the way it came', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const [there, back] = [diffPlans(before, after), diffPlans(after, before)];
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        const turned = ({ field, before: b, after: a }: (typeof there.qa)[number]) => ({ field, before: a, after: b });
        expect(back.qa).toEqual(there.qa.map(turned));
        expect(back.changed.map(({ code }) => code).sort()).toEqual(there.changed.map(({ code }) => code).sort());
      }),
    );
  });

  it('names a removed step once, and an added one in one split at most', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const { split, added, removed } = diffPlans(before, after);
        const into = split.flatMap((one) => one.into);
        expect(new Set(into).size).toBe(into.length);
        for (const code of into) expect(added.map((step) => step.code)).toContain(code);
        for (const { from } of split) expect(removed.map((step) => step.code)).toContain(from);
      }),
    );
  });
});

/** Members in one order, so that equal plans have equal texts. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, ordered(member)]),
  );
};

const step = (code: string, after: string[], standardSeconds: number): PlanStep => ({
  code,
  nameJa: code,
  mode: 'item',
  after,
  itemMinutesMax: 5,
  interruptible: true,
  dataLevel: 'none',
  device: 'any',
  skills: [],
  place: 'home',
  standardSeconds,
});
const qa: QaPlan = {
  review: { firstItems: 30, rate: 0.3 },
  gold: { enabled: true },
  inspection: { aql: 4 },
  lots: 1,
};
const splitOf = (before: PlanStep[], after: PlanStep[]) => diffPlans({ steps: before, qa }, { steps: after, qa }).split;

describe('a split step', () => {
  const before = [step('cut', [], 4), step('read', ['cut'], 10), step('check', ['read'], 3)];

  it('is seen where its followers and its time are divided among new steps', () => {
    const parts = [step('read-left', ['cut'], 6), step('read-right', ['read-left'], 4)];
    const after = [step('cut', [], 4), ...parts, step('check', ['read-right'], 3)];
    expect(splitOf(before, after)).toEqual([{ from: 'read', into: ['read-left', 'read-right'] }]);
  });

  it('is seen at the only step of a plan, and with fractions of seconds', () => {
    expect(splitOf([step('read', [], 0.3)], [step('a', [], 0.1), step('b', ['a'], 0.2)])).toEqual([
      { from: 'read', into: ['a', 'b'] },
    ]);
  });

  it.each<[string, PlanStep[]]>([
    ['the time is another', [step('a', ['cut'], 6), step('b', ['cut'], 5), step('check', ['a', 'b'], 3)]],
    ['one follower is left out', [step('a', ['cut'], 6), step('b', ['cut'], 4), step('check', [], 3)]],
    ['there is one new step only', [step('a', ['cut'], 10), step('check', ['a'], 3)]],
    ['they follow something else', [step('a', ['cut'], 6), step('b', ['check'], 4), step('check', ['a'], 3)]],
  ])('is none where %s', (_, after) => {
    expect(splitOf(before, [step('cut', [], 4), ...after])).toEqual([]);
  });
});
