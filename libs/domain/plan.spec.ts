import fc from 'fast-check';
import { checkPlan, type Plan, type PlanStep, type QaPlan, stepOrder } from './plan';
import type { Aql } from './quality';

const step = (code: string, after: string[] = [], changes: Partial<PlanStep> = {}): PlanStep => ({
  code,
  nameJa: `工程${code}`,
  mode: 'item',
  after,
  itemMinutesMax: 15,
  interruptible: true,
  dataLevel: 'none',
  device: 'any',
  skills: ['digit_reading'],
  place: 'home',
  standardSeconds: 6,
  ...changes,
});
const qa: QaPlan = {
  review: { firstItems: 30, rate: 0.3 },
  gold: { enabled: true },
  inspection: { aql: 2.5 },
  lots: 4,
};
const plan = (...steps: PlanStep[]): Plan => ({ steps, qa });
const faults = (subject: Plan) => checkPlan(subject).map(({ pointer, code }) => `${pointer} ${code}`);

/** Steps s0..sn, each after some earlier ones, written down in any order. */
const acyclic = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc
    .tuple(...Array.from({ length: n }, (_, i) => fc.subarray(Array.from({ length: i }, (_, j) => `s${j}`))))
    .map((afters) => afters.map((after, i) => step(`s${i}`, after)))
    .chain((steps) => fc.shuffledSubarray(steps, { minLength: n })),
);

describe('checkPlan', () => {
  it('finds nothing in a plan that can be worked by', () => {
    expect(faults(plan(step('label'), step('check', ['label'])))).toEqual([]);
    fc.assert(fc.property(acyclic, (steps) => checkPlan(plan(...steps)).length === 0));
  });

  it.each<[string, Plan, string[]]>([
    ['no steps', plan(), ['/steps no_steps']],
    ['a code twice', plan(step('a'), step('b'), step('a')), ['/steps/2/code duplicate_code']],
    ['no code', plan(step('')), ['/steps/0/code code_missing']],
    ['an unknown predecessor', plan(step('a'), step('b', ['x'])), ['/steps/1/after/0 unknown_predecessor']],
    ['a predecessor twice', plan(step('a'), step('b', ['a', 'a'])), ['/steps/1/after/1 duplicate_predecessor']],
    ['a step after itself', plan(step('a', ['a'])), ['/steps/0/after/0 cycle']],
    [
      'a circle, but not what hangs on it',
      plan(step('a', ['c']), step('b', ['a']), step('c', ['start', 'b']), step('start'), step('end', ['c'])),
      ['/steps/0/after/0 cycle', '/steps/1/after/0 cycle', '/steps/2/after/1 cycle'],
    ],
    [
      'an item too long',
      plan(step('a', [], { itemMinutesMax: 1, standardSeconds: 61 })),
      ['/steps/0/standardSeconds standard_over_item_size'],
    ],
    ['no item size', plan(step('a', [], { itemMinutesMax: 0 })), ['/steps/0/itemMinutesMax item_size_invalid']],
    [
      'no standard time',
      plan(step('a', [], { standardSeconds: Number.NaN })),
      ['/steps/0/standardSeconds standard_time_invalid'],
    ],
    [
      'an AQL nobody knows',
      { steps: [step('a')], qa: { ...qa, inspection: { aql: 1.5 as Aql } } },
      ['/qa/inspection/aql aql_unknown'],
    ],
    [
      'review and lots that cannot be',
      { steps: [step('a')], qa: { ...qa, review: { firstItems: -1, rate: 1.1 }, secondLook: { rate: -0.1 }, lots: 0 } },
      [
        '/qa/review/firstItems review_invalid',
        '/qa/review/rate review_invalid',
        '/qa/secondLook/rate second_look_invalid',
        '/qa/lots lots_invalid',
      ],
    ],
  ])('finds %s', (_, subject, expected) => {
    expect(faults(subject)).toEqual(expected);
  });

  it('accepts an item exactly as long as its size', () => {
    expect(faults(plan(step('a', [], { itemMinutesMax: 1, standardSeconds: 60 })))).toEqual([]);
  });

  it('says each fault in Japanese and in English', () => {
    for (const { detail } of checkPlan({ steps: [step('', ['x'], { itemMinutesMax: 0 })], qa: { ...qa, lots: 0.5 } })) {
      expect(detail.ja).toMatch(/[ぁ-ん]/);
      expect(detail.en).toMatch(/^[ -~]+$/);
    }
  });

  it('finds every circle that a link back closes', () => {
    fc.assert(
      fc.property(acyclic, fc.nat(), fc.nat(), (steps, a, b) => {
        const order = stepOrder(steps);
        const from = order[Math.min(a, b) % order.length] as string;
        const to = order[Math.max(a, b) % order.length] as string;
        const linked = steps.map((s) =>
          s.code === from ? { ...s, after: [...s.after.filter((c) => c !== to), to] } : s,
        );
        const circle = checkPlan(plan(...linked)).some(({ code }) => code === 'cycle');
        let ordered = true;
        try {
          stepOrder(linked);
        } catch {
          ordered = false;
        }
        expect(circle).toBe(!ordered);
      }),
    );
  });
});

describe('stepOrder', () => {
  it('puts every step once, after all it needs', () => {
    fc.assert(
      fc.property(acyclic, (steps) => {
        const order = stepOrder(steps);
        expect([...order].sort()).toEqual(steps.map(({ code }) => code).sort());
        for (const { code, after } of steps) {
          for (const earlier of after) expect(order.indexOf(earlier)).toBeLessThan(order.indexOf(code));
        }
      }),
    );
  });

  it('keeps the order of the director where nothing speaks against it', () => {
    expect(stepOrder([step('c'), step('a'), step('b', ['z']), step('z')])).toEqual(['c', 'a', 'z', 'b']);
  });

  it('has no order for a circle or a gap', () => {
    expect(() => stepOrder([step('a', ['b']), step('b', ['a'])])).toThrow('no order for steps a, b');
    expect(() => stepOrder([step('a', ['x'])])).toThrow(RangeError);
  });
});
