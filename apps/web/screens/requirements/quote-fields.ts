import { type Quote as Computed, computeQuote, type QuoteInput, TAX_RATE } from '@kado/domain/quote';
import type { Of } from '../../api/types';
import { percentageOf, readNumber, shareOf } from '../../kit/numbers';
import type { Pilot } from './queries';

/** What moves the price. Shares are typed as percentages. */
export const PARAMS = [
  { name: 'itemSeconds', isShare: false, max: 60, step: 0.1 },
  { name: 'reviewRate', isShare: true, max: 100, step: 1 },
  { name: 'reviewSeconds', isShare: false, max: 60, step: 0.1 },
  { name: 'inspectionRate', isShare: true, max: 100, step: 1 },
  { name: 'reworkRate', isShare: true, max: 50, step: 0.5 },
  { name: 'managementRate', isShare: true, max: 100, step: 1 },
  { name: 'hourlyYen', isShare: false, max: 3000, step: 10 },
  { name: 'leadHourlyYen', isShare: false, max: 5000, step: 10 },
  { name: 'marginRate', isShare: true, max: 60, step: 0.5 },
] as const;
export type ParamName = (typeof PARAMS)[number]['name'];

export type QuoteFields = Record<ParamName, string> & { validUntil: string };
export type Params = Partial<Record<ParamName, number>>;

/** Where no quote was written yet: KADO's usual figures, with what the pilot measured. */
const USUAL: Required<Omit<Params, 'itemSeconds'>> = {
  reviewRate: 0.3,
  reviewSeconds: 5,
  inspectionRate: 0.1,
  reworkRate: 0.05,
  managementRate: 0.15,
  hourlyYen: 1_100,
  leadHourlyYen: 1_500,
  marginRate: 0.2,
};

const VALID_DAYS = 30;

export function quoteFieldsOf(params: Params | undefined, pilot: Pilot | undefined, today: string): QuoteFields {
  const start: Params = params ?? {
    ...USUAL,
    ...(pilot?.medianSeconds != null && { itemSeconds: pilot.medianSeconds }),
    ...(pilot?.errorRate != null && { reworkRate: pilot.errorRate }),
  };
  const typed = PARAMS.map(({ name, isShare }) => {
    const value = start[name];
    return [name, value === undefined ? '' : isShare ? percentageOf(value) : String(value)];
  });
  const validUntil = new Date(Date.parse(`${today}T00:00:00Z`) + VALID_DAYS * 86_400_000).toISOString().slice(0, 10);
  return { ...(Object.fromEntries(typed) as Record<ParamName, string>), validUntil };
}

export function paramsOf(fields: QuoteFields): Params {
  const read = PARAMS.flatMap(({ name, isShare }) => {
    const value = isShare ? shareOf(fields[name]) : readNumber(fields[name]);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(read) as Params;
}

export function bodyOf(fields: QuoteFields): Of<'WriteQuote'> {
  return { ...(paramsOf(fields) as Required<Params>), validUntil: fields.validUntil };
}

export interface Reckoned {
  input: QuoteInput;
  quote: Computed;
}

/** By the domain's own rule; nothing while a figure is missing or out of its range. */
export function reckon(params: Params, volume: number): Reckoned | undefined {
  if (PARAMS.some(({ name }) => params[name] === undefined)) return undefined;
  const input = { ...(params as Required<Params>), volume, taxRate: TAX_RATE };
  try {
    return { input, quote: computeQuote(input) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
