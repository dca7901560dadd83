import fc from 'fast-check';
import {
  AQLS,
  type Aql,
  judgeSample,
  reviewNeeded,
  samplePlan,
  secondLookNeeded,
  wilson,
  wilsonOfRest,
  Z95,
  Z99,
} from './quality';
import { uniformStream } from './seeded';

describe('wilson', () => {
  it('matches the published values', () => {
    expect(wilson(10, 10, Z95).low).toBeCloseTo(0.722, 3);
    expect(wilson(95, 100, Z95).low).toBeCloseTo(0.888, 3);
    expect(wilson(95, 100, Z95).high).toBeCloseTo(0.978, 3);
    expect(wilson(0, 10, Z95)).toEqual({ estimate: 0, low: 0, high: expect.closeTo(0.2775, 4) });
  });

  it('needs the gold answers the design names to show 90 %', () => {
    const needed = (share: number) => {
      let n = 1;
      while (wilson(share * n, n, Z95).low < 0.9) n++;
      return n;
    };
    expect([needed(0.95), needed(0.97), needed(0.98)]).toEqual([139, 71, 55]);
  });

  it('knows nothing where nothing was counted', () => {
    expect(wilson(0, 0, Z95)).toEqual({ estimate: 0, low: 0, high: 1 });
  });

  const counts = fc
    .integer({ min: 1, max: 100_000 })
    .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));

  it('holds its estimate, inside 0 to 1, and is wider where one wants to be surer', () => {
    fc.assert(
      fc.property(counts, ([right, total]) => {
        const at95 = wilson(right, total, Z95);
        const at99 = wilson(right, total, Z99);
        expect(at95.estimate).toBe(right / total);
        expect(0 <= at99.low && at99.low <= at95.low && at95.low <= at95.estimate).toBe(true);
        expect(at95.estimate <= at95.high && at95.high <= at99.high && at99.high <= 1).toBe(true);
      }),
    );
  });

  it('is symmetric in right and wrong, and exact at both ends', () => {
    fc.assert(
      fc.property(counts, ([right, total]) => {
        const a = wilson(right, total, Z99);
        const b = wilson(total - right, total, Z99);
        expect(a.low).toBeCloseTo(1 - b.high, 12);
        expect(wilson(total, total, Z99).high).toBe(1);
        expect(wilson(0, total, Z99).low).toBe(0);
      }),
    );
  });

  it('refuses counts that cannot be', () => {
    expect(() => wilson(11, 10, Z95)).toThrow(RangeError);
    expect(() => wilson(-1, 10, Z95)).toThrow(RangeError);
    expect(() => wilson(Number.NaN, 10, Z95)).toThrow(RangeError);
  });
});

/** P(at most `ac` of `n` are defective) at this share of defective items. */
function acceptance(n: number, ac: number, share: number): number {
  let term = (1 - share) ** n;
  let sum = term;
  for (let k = 1; k <= ac; k++) {
    term *= ((n - k + 1) / k) * (share / (1 - share));
    sum += term;
  }
  return sum;
}

describe('wilsonOfRest', () => {
  it('holds the share found among the others about as often as it promises, where the plain interval does not', () => {
    const draw = uniformStream('wilson-of-rest');
    const count = (n: number) => Array.from({ length: n }, () => draw()).filter((u) => u < 0.98).length;
    let held = 0;
    let heldPlain = 0;
    for (let round = 0; round < 1000; round += 1) {
      const measured = count(600);
      const share = count(1197) / 1197;
      const wide = wilsonOfRest(measured, 600, 1197, Z99);
      const plain = wilson(measured, 600, Z99);
      if (wide.low <= share && share <= wide.high) held += 1;
      if (plain.low <= share && share <= plain.high) heldPlain += 1;
    }
    expect(held).toBeGreaterThanOrEqual(980);
    expect(heldPlain).toBeLessThan(held);
  });

  it('is the plain interval where nothing else is left or nothing was measured', () => {
    expect(wilsonOfRest(9, 10, 0, Z95)).toEqual(wilson(9, 10, Z95));
    expect(wilsonOfRest(0, 0, 10, Z95)).toEqual(wilson(0, 0, Z95));
  });
});

describe('samplePlan', () => {
  it.each([
    [51, 90, '20/0 13/0 20/1 13/1'],
    [91, 150, '20/0 13/0 20/1 20/2'],
    [151, 280, '20/0 50/1 32/2 32/3'],
    [281, 500, '80/1 50/1 50/3 50/5'],
    [501, 1_200, '80/1 80/2 80/5 80/7'],
    [1_201, 3_200, '125/2 125/3 125/7 125/10'],
    [3_201, 10_000, '200/3 200/5 200/10 200/14'],
    [10_001, 35_000, '315/5 315/7 315/14 315/21'],
    [35_001, 1_000_000, '315/5 315/7 315/14 315/21'],
  ])('lots of %i to %i at AQL 0.65, 1, 2.5, 4: %s', (from, to, expected) => {
    for (const lotSize of [from, to]) {
      const plans = AQLS.map((aql) => samplePlan(lotSize, aql)).map(({ n, ac }) => `${n}/${ac}`);
      expect(plans.join(' ')).toBe(expected);
    }
  });

  it('checks small lots whole', () => {
    expect([0, 1, 30, 50].map((lotSize) => samplePlan(lotSize, 2.5))).toEqual(
      [0, 1, 30, 50].map((n) => ({ n, ac: 0 })),
    );
  });

  it('never asks for more than the lot holds, and samples only part of a sampled lot', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200_000 }), fc.constantFrom(...AQLS), (lotSize, aql) => {
        const { n, ac } = samplePlan(lotSize, aql);
        return lotSize < 51 ? n === lotSize && ac === 0 : n < lotSize && ac < n;
      }),
    );
  });

  it('protects whoever works at the AQL and the client as the standard says', () => {
    for (const aql of AQLS) {
      for (const lotSize of [51, 91, 151, 281, 501, 1_201, 3_201, 10_001]) {
        const { n, ac } = samplePlan(lotSize, aql);
        const p = acceptance(n, ac, aql / 100);
        expect(p).toBeGreaterThanOrEqual(0.877);
        expect(p).toBeLessThanOrEqual(0.992);
      }
    }
    for (const [lotSize, aql, share] of [
      [501, 1, 0.065],
      [3_201, 1, 0.046],
      [501, 2.5, 0.113],
    ] as const) {
      const { n, ac } = samplePlan(lotSize, aql);
      expect(acceptance(n, ac, share)).toBeCloseTo(0.1, 2);
    }
  });

  it('tolerates no larger share of defects at a stricter limit', () => {
    // The chance to pass is not monotone: for lots of 151 to 280, 20/0 lets more through than 50/1 from 3.2 % defects on.
    fc.assert(
      fc.property(fc.integer({ min: 51, max: 100_000 }), (lotSize) => {
        const tolerated = AQLS.map((aql) => samplePlan(lotSize, aql)).map(({ n, ac }) => ac / n);
        expect(tolerated).toEqual([...tolerated].sort((a, b) => a - b));
      }),
    );
  });

  it('refuses what is no lot and no limit', () => {
    for (const lotSize of [-1, 1.5, Number.NaN]) expect(() => samplePlan(lotSize, 1)).toThrow(RangeError);
    expect(() => samplePlan(100, 3 as Aql)).toThrow('AQL 3');
  });
});

describe('judgeSample', () => {
  it('passes up to the acceptance number and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 51, max: 50_000 }), fc.constantFrom(...AQLS), (lotSize, aql) => {
        const plan = samplePlan(lotSize, aql);
        expect(judgeSample(plan, plan.ac)).toBe('pass');
        expect(judgeSample(plan, plan.ac + 1)).toBe('fail');
      }),
    );
    expect(judgeSample({ n: 50, ac: 0 }, 0)).toBe('pass');
    expect(judgeSample({ n: 50, ac: 0 }, 1)).toBe('fail');
  });

  it('refuses more defects than were inspected', () => {
    for (const defects of [-1, 0.5, 51]) expect(() => judgeSample({ n: 50, ac: 3 }, defects)).toThrow(RangeError);
  });
});

describe('secondLookNeeded', () => {
  it('is drawn at its rate, the same again for the same seed', () => {
    const hits = Array.from({ length: 10_000 }, (_, i) => secondLookNeeded(0.3, `look-${i}`)).filter(Boolean).length;
    expect(Math.abs(hits - 3_000)).toBeLessThan(200);
    fc.assert(fc.property(fc.string(), (seed) => !secondLookNeeded(0, seed) && secondLookNeeded(1, seed)));
  });
});

describe('reviewNeeded', () => {
  it('looks at every one of the first items', () => {
    fc.assert(
      fc.property(fc.nat({ max: 29 }), fc.string(), (doneByPerson, seed) =>
        reviewNeeded({ doneByPerson, firstItems: 30, rate: 0, seed }),
      ),
    );
  });

  it('afterwards at the share agreed, the same again for the same seed', () => {
    const rule = (i: number, rate: number) => ({ doneByPerson: 30, firstItems: 30, rate, seed: `item-${i}` });
    const hits = Array.from({ length: 10_000 }, (_, i) => reviewNeeded(rule(i, 0.3))).filter(Boolean).length;
    // binomial(10,000, 0.3): standard deviation 46
    expect(Math.abs(hits - 3_000)).toBeLessThan(200);
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (i, rate) => {
        expect(reviewNeeded(rule(i, rate))).toBe(reviewNeeded(rule(i, rate)));
        expect(reviewNeeded(rule(i, 0))).toBe(false);
        expect(reviewNeeded(rule(i, 1))).toBe(true);
      }),
    );
  });
});
