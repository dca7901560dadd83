import { AQLS } from '@kado/domain/quality';
import fc from 'fast-check';
import { fieldOf, inputOf, newStep, type PlanInput, planOf } from './plan-form';

const code = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const step = fc.record({
  code,
  nameJa: fc.stringMatching(/^[ぁ-ん]{1,8}$/),
  mode: fc.constantFrom('item' as const, 'case' as const),
  after: fc.array(code, { maxLength: 2 }),
  itemMinutesMax: fc.integer({ min: 1, max: 600 }),
  interruptible: fc.boolean(),
  dataLevel: fc.constantFrom('none' as const, 'personal' as const),
  device: fc.constantFrom('pc' as const, 'any' as const),
  skills: fc.array(code, { maxLength: 2 }),
  place: fc.constantFrom('home' as const, 'centre' as const),
  standardSeconds: fc.integer({ min: 1, max: 60 }),
});
/** As the API keeps it: four decimals. */
const share = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
const plan = fc.record({
  steps: fc.array(step, { maxLength: 4 }),
  qa: fc.record(
    {
      review: fc.record({ firstItems: fc.nat(500), rate: share }),
      secondLook: fc.record({ rate: share }),
      gold: fc.record({ enabled: fc.boolean() }),
      inspection: fc.record({ aql: fc.constantFrom(...AQLS) }),
      lots: fc.integer({ min: 1, max: 50 }),
    },
    { requiredKeys: ['review', 'gold', 'inspection', 'lots'] },
  ),
});

describe('the form of a plan', () => {
  it('gives back the plan that was put into it', () => {
    fc.assert(fc.property(plan, (given) => expect(planOf(inputOf(given, 1))).toEqual(given)));
  });

  it('reads figures as they are typed in Japan, and takes what is no figure for none', () => {
    const input: PlanInput = {
      ...inputOf(
        {
          steps: [],
          qa: { review: { firstItems: 0, rate: 0 }, gold: { enabled: true }, inspection: { aql: 1 }, lots: 1 },
        },
        1,
      ),
      firstItems: '１，０００',
      reviewRate: '３０．５',
      lots: 'たくさん',
    };
    expect(planOf(input).qa).toMatchObject({ review: { firstItems: 1_000, rate: 0.305 }, lots: Number.NaN });
  });

  it('gives a new step a code that no other has', () => {
    expect(newStep(['step2', 'a'], ['a'])).toMatchObject({ code: 'step3', after: ['a'] });
  });

  it.each([
    ['/steps/2/after/1', 'steps.2.after'],
    ['/plan/steps/0/standardSeconds', 'steps.0.standardSeconds'],
    ['/qa/secondLook/rate', 'secondLookRate'],
    ['/manualVersion', 'manualVersion'],
    ['/elsewhere', undefined],
  ])('finds the field of a fault: %s', (pointer, field) => expect(fieldOf(pointer)).toBe(field));
});
