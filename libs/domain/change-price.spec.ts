import fc from 'fast-check';
import { isUnderLeast, leastMargin, priceOfChange, type StandingPrice } from './change-price';
import { computeQuote, type QuoteInput } from './quote';

const params: QuoteInput = {
  itemSeconds: 36,
  volume: 500,
  reviewRate: 0.2,
  reviewSeconds: 6,
  inspectionRate: 0.1,
  reworkRate: 0.05,
  managementRate: 0.15,
  hourlyYen: 1_100,
  leadHourlyYen: 1_500,
  marginRate: 0.2,
  taxRate: 0.1,
};
/** Sold by hand, above what the rates say. */
const standing: StandingPrice = { params, volume: 500, priceYen: 20_000, marginRate: 0.2 };

it('the same amount of work keeps the price it was sold at, and a margin or a price named instead wins', () => {
  expect(priceOfChange(standing, 500, {}).result.priceYen).toBe(20_000);
  expect(priceOfChange(standing, 500, { marginRate: 0.3 }).result).toEqual(
    computeQuote({ ...params, marginRate: 0.3 }),
  );
  expect(priceOfChange(standing, 500, { priceYen: 17_000 }).result.priceYen).toBe(17_000);
});

it('another volume is priced at the standing margin, which the price never undercuts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (volume) => {
      const { params: used, result } = priceOfChange(standing, volume, {});
      expect(result.marginYen * 10_000).toBeGreaterThanOrEqual(
        volume === standing.volume ? -Infinity : result.priceYen * 2_000,
      );
      expect(used.volume).toBe(volume);
    }),
  );
});

it('the least margin is the floor, or what was agreed under it', () => {
  expect([leastMargin(0.2), leastMargin(0.15), leastMargin(0.1)]).toEqual([0.15, 0.15, 0.1]);
  expect([isUnderLeast(0.15, 0.2), isUnderLeast(0.1499, 0.2), isUnderLeast(0.1, 0.1)]).toEqual([false, true, false]);
});
