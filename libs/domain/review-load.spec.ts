import fc from 'fast-check';
import type { QaPlan } from './plan';
import { reviewLoad } from './review-load';

const qa = (firstItems: number, rate: number, second?: number): QaPlan => ({
  review: { firstItems, rate },
  ...(second !== undefined && { secondLook: { rate: second } }),
  gold: { enabled: true },
  inspection: { aql: 4 },
  lots: 1,
});
const share = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
const people = fc.array(fc.nat({ max: 60 }), { maxLength: 20 });

describe('reviewLoad', () => {
  it('counts first items whole, the others at their rate, and second looks of both', () => {
    // 2 people owe 30 and 10 first items; 30 % of the other 60
    expect(reviewLoad(qa(30, 0.3, 0.5), 100, [0, 20, 50])).toEqual({ reviews: 58, secondLooks: 29 });
    expect(reviewLoad(qa(30, 0.3), 10, [0])).toEqual({ reviews: 10, secondLooks: 0 });
    expect(reviewLoad(qa(0, 0.3), 10, [])).toEqual({ reviews: 3, secondLooks: 0 });
  });

  it('is never more than the items, and more care is never less load', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        share,
        share,
        share,
        fc.nat({ max: 5_000 }),
        people,
        (n, a, b, s, items, done) => {
          const low = reviewLoad(qa(n, Math.min(a, b), s), items, done);
          const high = reviewLoad(qa(n, Math.max(a, b), s), items, done);
          expect(low.reviews).toBeLessThanOrEqual(high.reviews);
          expect(high.reviews).toBeLessThanOrEqual(items);
          expect(high.secondLooks).toBeLessThanOrEqual(high.reviews);
        },
      ),
    );
  });
});
