import fc from 'fast-check';
import { isBusinessDay } from './calendar';
import { changeImpact, differencesOf, type ImpactInput, termsOf, withWish } from './change-impact';
import { computeQuote, type QuoteInput } from './quote';
import type { RequirementClauses } from './requirements';

const clauses: RequirementClauses = {
  scope: '手書き数字の判読',
  category: 'digital_data',
  mode: 'item',
  volume: 500,
  deliveryDue: '2027-03-31',
  qualityTarget: 0.97,
  dataClass: 'none',
  place: 'home',
  priceModel: 'per_item',
  acceptanceWindowDays: 10,
  deemedAcceptance: false,
};
const quote: QuoteInput = {
  itemSeconds: 36,
  volume: 500,
  reviewRate: 0.2,
  reviewSeconds: 6,
  inspectionRate: 0.1,
  reworkRate: 0.05,
  managementRate: 0.1,
  hourlyYen: 1_200,
  leadHourlyYen: 1_800,
  marginRate: 0.2,
  taxRate: 0.1,
};
const standingPriceYen = computeQuote(quote).priceYen;
const impact = (wished: ImpactInput['wished'], more: Partial<ImpactInput> = {}) =>
  changeImpact({ clauses, wished, quote, standingPriceYen, confirmedWeeklyHours: 10, ...more });

const wishes = fc.record(
  {
    volume: fc.integer({ min: 1, max: 2_000 }),
    deliveryDue: fc.constantFrom('2027-03-01', '2027-03-31', '2027-12-01'),
    qualityTarget: fc.constantFrom(0.95, 0.97),
    scope: fc.constantFrom('手書き数字の判読', '住所も'),
    notes: fc.constantFrom('', '急ぎ'),
    acceptanceWindowDays: fc.constantFrom(10, 20),
    instalments: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('the impact of a change', () => {
  it('is a price, hours and a date, computed by hand', () => {
    // 500 items more: 5 h of work and 5 % of it again, by 10 h a week: 3 of 5 working days from Wednesday, 31 March
    expect(impact({ volume: 1_000 })).toEqual({
      priceYen: computeQuote({ ...quote, volume: 1_000 }).priceYen,
      priceDiffYen: computeQuote({ ...quote, volume: 1_000 }).priceYen - standingPriceYen,
      hours: 12.1,
      hoursDiff: 6,
      deliveryDue: '2027-04-05',
      differences: [{ field: 'volume', before: 500, after: 1_000 }],
    });
  });

  it('keeps a price that was agreed by hand where the volume stays', () => {
    expect(impact({ qualityTarget: 0.99 }, { standingPriceYen: 9_999 })).toMatchObject({
      priceYen: 9_999,
      priceDiffYen: 0,
      hoursDiff: 0,
      deliveryDue: '2027-03-31',
    });
  });

  it('says nothing of time while nobody is there, and no date beyond the known holidays', () => {
    expect(impact({ volume: 1_000 }, { confirmedWeeklyHours: 0 }).deliveryDue).toBe('2027-03-31');
    expect(impact({ volume: 9_000_000 }, { confirmedWeeklyHours: 1 }).deliveryDue).toBe('2050-12-28');
  });

  it('moves with the volume and with nothing else, and never earlier than asked for', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 0, max: 200 }), (wished, confirmedWeeklyHours) => {
        const found = impact(wished, { confirmedWeeklyHours });
        const rise = (wished.volume ?? 500) - 500;
        expect(found.priceYen - found.priceDiffYen).toBe(standingPriceYen);
        if (rise >= 0) expect(Math.min(found.priceDiffYen, found.hoursDiff)).toBeGreaterThanOrEqual(0);
        if (rise <= 0) expect(Math.max(found.priceDiffYen, found.hoursDiff)).toBeLessThanOrEqual(0);
        const asked = wished.deliveryDue ?? '2027-03-31';
        expect(found.deliveryDue >= asked).toBe(true);
        if (rise <= 0) expect(found.deliveryDue).toBe(asked);
        if (found.deliveryDue !== asked) expect(isBusinessDay(found.deliveryDue)).toBe(true);
      }),
    );
  });

  it('names exactly the terms that become others', () => {
    fc.assert(
      fc.property(wishes, (wished) => {
        const after = withWish(clauses, wished);
        const found = differencesOf(clauses, after);
        const [old, now] = [termsOf(clauses), termsOf(after)];
        for (const { field, before, after: value } of found) {
          expect([before, value]).toEqual([old[field], now[field]]);
          expect(before).not.toBe(value);
        }
        const changed = Object.fromEntries(found.map(({ field, after: value }) => [field, value]));
        expect({ ...old, ...changed }).toEqual(now);
        expect(impact({}).differences).toEqual([]);
      }),
    );
  });

  it('leaves alone what no change may touch', () => {
    const hostile = { place: 'secure_room', dataClass: 'my_number', volume: 7 } as object;
    expect(withWish(clauses, hostile)).toEqual({ ...clauses, volume: 7 });
    expect(withWish(clauses, { volume: undefined })).toEqual(clauses);
  });
});
