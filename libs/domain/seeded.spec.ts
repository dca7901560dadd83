import fc from 'fast-check';
import { drawSample, uniform, uniformStream } from './seeded';

describe('uniform', () => {
  it('lies in [0, 1) and belongs to its seed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (seed) => {
        const value = uniform(seed);
        return value >= 0 && value < 1 && value === uniform(seed);
      }),
    );
  });

  it('keeps its values for ever: stored seeds must draw the same again', () => {
    expect([uniform(''), uniform('a'), uniform('KADO-2026-0001-L1:1'), uniform('塩尻')]).toMatchInlineSnapshot(`
[
  0.15628127102284906,
  0.07671604990296943,
  0.5967154469940043,
  0.08225649634679566,
]
`);
  });

  it('is even over seeds that differ in a counter only (chi-square over 20 cells)', () => {
    for (const form of [(i: number) => `item-${i}`, (i: number) => `${i}`, (i: number) => `${i}:review`]) {
      const cells = new Array<number>(20).fill(0);
      const draws = 20_000;
      for (let i = 0; i < draws; i++) {
        const cell = Math.floor(uniform(form(i)) * 20);
        cells[cell] = (cells[cell] ?? 0) + 1;
      }
      const expected = draws / 20;
      const chiSquare = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // 19 degrees of freedom: 0.1 % of fair draws lie above 43.8
      expect(chiSquare).toBeLessThan(43.8);
    }
  });

  it('tells nothing about the draw of the neighbouring seed', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => uniform(`item-${i}`) - 0.5);
    const covariance = values.slice(1).reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0) / values.length;
    // correlation of fair draws: 0 ± 1/sqrt(20,000) = 0.007; four of these
    expect(Math.abs(covariance * 12)).toBeLessThan(0.03);
  });

  it('opens the stream of its seed', () => {
    const next = uniformStream('s');
    expect(next()).toBe(uniform('s'));
    expect(next()).not.toBe(uniform('s'));
  });
});

describe('drawSample', () => {
  const items = fc.uniqueArray(fc.integer(), { maxLength: 60 });
  const size = fc.nat({ max: 80 });

  it('draws without replacement, from the items only, as many as there are or are asked for', () => {
    fc.assert(
      fc.property(items, size, fc.string(), (pool, n, seed) => {
        const sample = drawSample(pool, n, seed);
        expect(sample).toHaveLength(Math.min(n, pool.length));
        expect(new Set(sample).size).toBe(sample.length);
        expect(sample.every((item) => pool.includes(item))).toBe(true);
      }),
    );
  });

  it('does not care how the items arrived, and leaves them as they were', () => {
    fc.assert(
      fc.property(items, size, fc.string(), fc.nat(), (pool, n, seed, cut) => {
        const at = pool.length === 0 ? 0 : cut % pool.length;
        const before = [...pool];
        const chunked = [...pool.slice(0, at), ...pool.slice(at)];
        expect(drawSample(chunked, n, seed)).toEqual(drawSample(pool, n, seed));
        expect(pool).toEqual(before);
      }),
    );
  });

  it('begins a larger sample with the smaller one', () => {
    fc.assert(
      fc.property(items, size, size, fc.string(), (pool, n, m, seed) => {
        const [few, many] = [Math.min(n, m), Math.max(n, m)];
        expect(drawSample(pool, many, seed).slice(0, few)).toEqual(drawSample(pool, few, seed));
      }),
    );
  });

  it('gives every item the same chance', () => {
    const pool = Array.from({ length: 50 }, (_, i) => i);
    const hits = new Array<number>(50).fill(0);
    const rounds = 5_000;
    for (let round = 0; round < rounds; round++) {
      for (const item of drawSample(pool, 10, `round-${round}`)) hits[item] = (hits[item] ?? 0) + 1;
    }
    // binomial(5,000, 0.2): mean 1,000, standard deviation 28; five of these
    for (const count of hits) expect(Math.abs(count - rounds / 5)).toBeLessThan(142);
  });

  it('refuses a size that is no number of items', () => {
    for (const n of [-1, 1.5, Number.NaN]) expect(() => drawSample([1, 2], n, 's')).toThrow(RangeError);
  });
});
