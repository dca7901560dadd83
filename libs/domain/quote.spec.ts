import fc from 'fast-check';
import { belowFloor, computeQuote, MARGIN_FLOOR, type QuoteInput, quoteAtPrice } from './quote';

const digits: QuoteInput = {
  itemSeconds: 6,
  volume: 1_797,
  reviewRate: 0.3,
  reviewSeconds: 4,
  inspectionRate: 0.12,
  reworkRate: 0.03,
  managementRate: 0.15,
  hourlyYen: 1_200,
  leadHourlyYen: 1_500,
  marginRate: 0.2,
  taxRate: 0.1,
};

const rate = (max: number) => fc.integer({ min: 0, max }).map((n) => n / 10_000);
const inputs: fc.Arbitrary<QuoteInput> = fc.record({
  itemSeconds: fc.integer({ min: 0, max: 3_600_000 }).map((ms) => ms / 1_000),
  volume: fc.integer({ min: 1, max: 1_000_000 }),
  reviewRate: rate(10_000),
  reviewSeconds: fc.integer({ min: 0, max: 600_000 }).map((ms) => ms / 1_000),
  inspectionRate: rate(10_000),
  reworkRate: rate(20_000),
  managementRate: rate(20_000),
  hourlyYen: fc.integer({ min: 1, max: 20_000 }),
  leadHourlyYen: fc.integer({ min: 1, max: 20_000 }),
  marginRate: rate(9_999),
  taxRate: rate(2_000),
});

describe('computeQuote', () => {
  it('prices the digits, computed by hand', () => {
    // production 10,782 s = 179.7 min; rework 3 % = 5.391; review 33 % × 4 s = 39.534; inspection 12 % = 14.376;
    // management 15 % = 26.955. Cost (180 + 6) × 20 + (40 + 15 + 27) × 25 = 5,770. Price 5,770 / 0.8 = 7,212.5.
    expect(computeQuote(digits)).toEqual({
      productionMinutes: 180,
      reviewMinutes: 40,
      reworkMinutes: 6,
      inspectionMinutes: 15,
      managementMinutes: 27,
      costYen: 5_770,
      marginYen: 1_443,
      priceYen: 7_213,
      taxYen: 721,
      totalYen: 7_934,
      unitPriceYen: '4.01',
    });
  });

  it('takes the tax once, downwards', () => {
    // 1,005 yen: 100, not 101 and not three times 33
    expect(computeQuote({ ...digits, ...plain, volume: 1, itemSeconds: 3_600, hourlyYen: 1_005 })).toMatchObject({
      priceYen: 1_005,
      taxYen: 100,
      totalYen: 1_105,
      unitPriceYen: '1005.00',
    });
  });

  const plain = { reviewRate: 0, inspectionRate: 0, reworkRate: 0, managementRate: 0, marginRate: 0 };

  it('does not lose or gain a yen to binary fractions', () => {
    // 0.3 × 10 min is 3 min, 70 / 0.7 is 100
    const quote = computeQuote({
      ...digits,
      ...plain,
      volume: 10,
      itemSeconds: 6,
      reviewSeconds: 60,
      reviewRate: 0.3,
      hourlyYen: 60,
      leadHourlyYen: 60,
      marginRate: 0.2,
    });
    expect(quote).toMatchObject({
      productionMinutes: 1,
      reviewMinutes: 3,
      costYen: 4,
      priceYen: 5,
      unitPriceYen: '0.50',
    });
    expect(
      computeQuote({ ...digits, ...plain, volume: 1, itemSeconds: 4_200, hourlyYen: 60, marginRate: 0.3 }),
    ).toMatchObject({
      costYen: 70,
      priceYen: 100,
    });
  });

  it('adds up, in whole yen, and keeps at least the margin asked for', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const quote = computeQuote(input);
        const { unitPriceYen, ...numbers } = quote;
        for (const value of Object.values(numbers)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
        expect(quote.priceYen).toBe(quote.costYen + quote.marginYen);
        expect(quote.totalYen).toBe(quote.priceYen + quote.taxYen);
        const keep = BigInt(10_000 - Math.round(input.marginRate * 10_000));
        expect(BigInt(quote.priceYen) * keep >= BigInt(quote.costYen) * 10_000n).toBe(true);
        if (quote.priceYen > 0) expect(BigInt(quote.priceYen - 1) * keep < BigInt(quote.costYen) * 10_000n).toBe(true);
        expect(BigInt(quote.taxYen)).toBe(
          (BigInt(quote.priceYen) * BigInt(Math.round(input.taxRate * 10_000))) / 10_000n,
        );
        expect(unitPriceYen).toMatch(/^\d+\.\d{2}$/);
        const hundredths = BigInt(unitPriceYen.replace('.', ''));
        const twiceOff = (hundredths * BigInt(input.volume) - BigInt(quote.priceYen) * 100n) * 2n;
        expect(-BigInt(input.volume) < twiceOff && twiceOff <= BigInt(input.volume)).toBe(true);
      }),
    );
  });

  it('never costs less for more work, slower work or more care', () => {
    const more = fc.constantFrom<keyof QuoteInput>(
      'itemSeconds',
      'volume',
      'reviewRate',
      'reviewSeconds',
      'inspectionRate',
      'reworkRate',
      'managementRate',
      'hourlyYen',
      'leadHourlyYen',
      'marginRate',
    );
    fc.assert(
      fc.property(inputs, inputs, more, (a, b, field) => {
        const low = computeQuote({ ...a, [field]: Math.min(a[field], b[field]) });
        const high = computeQuote({ ...a, [field]: Math.max(a[field], b[field]) });
        return low.priceYen <= high.priceYen;
      }),
    );
  });

  it.each<[keyof QuoteInput, number]>([
    ['volume', 0],
    ['volume', 1.5],
    ['itemSeconds', -1],
    ['itemSeconds', Number.NaN],
    ['reviewRate', 1.01],
    ['inspectionRate', -0.1],
    ['hourlyYen', 0],
    ['leadHourlyYen', 1_200.5],
    ['marginRate', 1],
    ['marginRate', 0.99996],
    ['marginRate', -0.1],
    ['marginRate', Number.NaN],
    ['taxRate', Number.NaN],
    ['managementRate', Number.POSITIVE_INFINITY],
  ])('names the input that cannot be: %s %d', (field, value) => {
    expect(() => computeQuote({ ...digits, [field]: value })).toThrow(new RangeError(`${field} cannot be ${value}`));
  });
});

describe('quoteAtPrice', () => {
  it('is the computed quote at its own price, with a margin not above the real one', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const computed = computeQuote(input);
        fc.pre(computed.priceYen > 0);
        const { quote, marginRate } = quoteAtPrice(input, computed.priceYen);
        expect(quote).toEqual(computed);
        expect(marginRate * quote.priceYen).toBeLessThanOrEqual(quote.marginYen + 1e-6 * quote.priceYen);
        expect(marginRate).toBeGreaterThanOrEqual(input.marginRate - 1e-4);
      }),
    );
  });

  it('may lie under the cost, which its margin says', () => {
    expect(quoteAtPrice(digits, 5_000)).toMatchObject({ quote: { marginYen: -770, taxYen: 500 }, marginRate: -0.154 });
    expect(() => quoteAtPrice(digits, 0)).toThrow(RangeError);
  });
});

describe('belowFloor', () => {
  it('is about the margin under 15 %, not at it', () => {
    expect([belowFloor(0.1499), belowFloor(MARGIN_FLOOR), belowFloor(1 - 0.85), belowFloor(0.2)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
