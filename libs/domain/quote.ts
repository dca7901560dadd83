/** Shares are numbers from 0 (reviewRate 0.3 = 30 %), read to four decimals as the database keeps them. */
export interface QuoteInput {
  /** Median active time of one item, measured in the pilot. */
  itemSeconds: number;
  volume: number;
  /** Share of items a leader reviews. */
  reviewRate: number;
  /** Time of one look at a finished item, in review and in inspection. */
  reviewSeconds: number;
  /** Share of items drawn for the inspection of lots. */
  inspectionRate: number;
  /** Share of items done a second time; each is looked at again. */
  reworkRate: number;
  /** Hours of leaders, director and coordinator beside the reviews, as a share of production hours. */
  managementRate: number;
  /** What a teleworker's hour costs, in yen. */
  hourlyYen: number;
  /** What an hour of review, inspection and management costs, in yen. */
  leadHourlyYen: number;
  /** Share of the price before tax. */
  marginRate: number;
  taxRate: number;
}

/** Whole minutes and whole yen; the price is without tax. */
export interface Quote {
  productionMinutes: number;
  reviewMinutes: number;
  reworkMinutes: number;
  inspectionMinutes: number;
  managementMinutes: number;
  costYen: number;
  marginYen: number;
  priceYen: number;
  taxYen: number;
  totalYen: number;
  /** Price before tax of one item, two decimals, half up; for comparison only: the price is what is owed. */
  unitPriceYen: string;
}

/** Consumption tax on services to the client. */
export const TAX_RATE = 0.1;

/** Under this margin another manager has to agree. */
export const MARGIN_FLOOR = 0.15;

export function belowFloor(marginRate: number): boolean {
  return tenThousandths(marginRate) < tenThousandths(MARGIN_FLOOR);
}

const ONE = 10_000n;
const tenThousandths = (rate: number): bigint => BigInt(Math.round(rate * 10_000));
const milliseconds = (seconds: number): bigint => BigInt(Math.round(seconds * 1_000));
const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/**
 * Price of an order from measured times. Rounding, in this order and nowhere else: each kind of minutes up, the cost up,
 * the price up (so the margin is never under the one asked for), the tax down and once per invoice.
 */
export function computeQuote(input: QuoteInput): Quote {
  checkInput(input);
  const volume = BigInt(input.volume);
  const item = milliseconds(input.itemSeconds);
  const look = milliseconds(input.reviewSeconds);
  const rework = tenThousandths(input.reworkRate);
  const minutes = (each: bigint, share: bigint): bigint => ceilDiv(volume * each * share, ONE * 60_000n);

  const production = minutes(item, ONE);
  const redone = minutes(item, rework);
  const review = minutes(look, tenThousandths(input.reviewRate) + rework);
  const inspection = minutes(look, tenThousandths(input.inspectionRate));
  const management = minutes(item, tenThousandths(input.managementRate));

  const byTeleworkers = (production + redone) * BigInt(input.hourlyYen);
  const byLeads = (review + inspection + management) * BigInt(input.leadHourlyYen);
  const cost = ceilDiv(byTeleworkers + byLeads, 60n);
  const price = ceilDiv(cost * ONE, ONE - tenThousandths(input.marginRate));
  const tax = (price * tenThousandths(input.taxRate)) / ONE;
  return {
    productionMinutes: Number(production),
    reviewMinutes: Number(review),
    reworkMinutes: Number(redone),
    inspectionMinutes: Number(inspection),
    managementMinutes: Number(management),
    costYen: Number(cost),
    marginYen: Number(price - cost),
    priceYen: Number(price),
    taxYen: Number(tax),
    totalYen: Number(price + tax),
    unitPriceYen: unitPrice(price, volume),
  };
}

/**
 * The same order at a price that was agreed by hand. The margin is what is left of it, rounded down to four decimals;
 * negative where the price is under the cost.
 */
export function quoteAtPrice(input: QuoteInput, priceYen: number): { quote: Quote; marginRate: number } {
  const { costYen, ...computed } = computeQuote({ ...input, marginRate: 0 });
  if (!Number.isSafeInteger(priceYen) || priceYen <= 0) throw new RangeError(`priceYen cannot be ${priceYen}`);
  const price = BigInt(priceYen);
  const tax = (price * tenThousandths(input.taxRate)) / ONE;
  const quote = {
    ...computed,
    costYen,
    marginYen: priceYen - costYen,
    priceYen,
    taxYen: Number(tax),
    totalYen: Number(price + tax),
    unitPriceYen: unitPrice(price, BigInt(input.volume)),
  };
  return { quote, marginRate: Math.floor((quote.marginYen * 10_000) / priceYen) / 10_000 };
}

/** Two decimals, half up. */
function unitPrice(price: bigint, volume: bigint): string {
  const hundredths = (price * 200n + volume) / (volume * 2n);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

function checkInput(input: QuoteInput): void {
  const demand = (field: keyof QuoteInput, ok: boolean) => {
    if (!ok) throw new RangeError(`${field} cannot be ${input[field]}`);
  };
  for (const field of ['volume', 'hourlyYen', 'leadHourlyYen'] as const) {
    demand(field, Number.isSafeInteger(input[field]) && input[field] > 0);
  }
  for (const field of ['itemSeconds', 'reviewSeconds', 'managementRate', 'reworkRate'] as const) {
    demand(field, Number.isFinite(input[field]) && input[field] >= 0);
  }
  for (const field of ['reviewRate', 'inspectionRate', 'taxRate'] as const) {
    demand(field, input[field] >= 0 && input[field] <= 1);
  }
  demand('marginRate', input.marginRate >= 0 && tenThousandths(input.marginRate) < ONE);
}
