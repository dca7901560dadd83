import { addBusinessDays } from './calendar';
import { computeQuote, type Quote, type QuoteInput } from './quote';
import type { RequirementClauses } from './requirements';

/** What both sides may change after the contract. Anything else (what is done, with which data, where) is another order. */
export const CHANGEABLE = [
  'volume',
  'deliveryDue',
  'qualityTarget',
  'scope',
  'notes',
  'acceptanceWindowDays',
  'instalments',
] as const;
export type Changeable = (typeof CHANGEABLE)[number];
export type ClausePatch = Partial<Pick<RequirementClauses, Changeable>>;
export type Terms = Required<Pick<RequirementClauses, Changeable>>;

export interface Difference {
  field: Changeable;
  before: Terms[Changeable];
  after: Terms[Changeable];
}

export interface ChangeImpact {
  priceYen: number;
  priceDiffYen: number;
  /** All hours of the order, in tenths, rounded up. */
  hours: number;
  hoursDiff: number;
  deliveryDue: string;
  differences: Difference[];
}

/** The clauses that can change, with what a missing one means. */
export function termsOf(clauses: RequirementClauses): Terms {
  const { volume, deliveryDue, qualityTarget, scope, notes = '', acceptanceWindowDays, instalments = false } = clauses;
  return { volume, deliveryDue, qualityTarget, scope, notes, acceptanceWindowDays, instalments };
}

/** The clauses with the wish carried out; members of the wish that may not change are passed over. */
export function withWish(clauses: RequirementClauses, wished: ClausePatch): RequirementClauses {
  const changed = CHANGEABLE.filter((field) => wished[field] !== undefined).map((field) => [field, wished[field]]);
  return { ...clauses, ...(Object.fromEntries(changed) as ClausePatch) };
}

export function differencesOf(before: RequirementClauses, after: RequirementClauses): Difference[] {
  const [old, now] = [termsOf(before), termsOf(after)];
  return CHANGEABLE.filter((field) => old[field] !== now[field]).map((field) => ({
    field,
    before: old[field],
    after: now[field],
  }));
}

export interface ImpactInput {
  clauses: RequirementClauses;
  wished: ClausePatch;
  /** The quote that stands, and the price it was sold at. */
  quote: QuoteInput;
  standingPriceYen: number;
  /** Teleworkers' hours a week that come for sure; 0 while nobody is there. */
  confirmedWeeklyHours: number;
}

/**
 * What a wish would mean. Volume alone moves the price by itself; what better quality or an earlier date costs is a
 * person's judgement. More volume asks for more time: as many working days as the team needs for what is added.
 */
export function changeImpact(input: ImpactInput): ChangeImpact {
  const { clauses, wished, quote, standingPriceYen, confirmedWeeklyHours } = input;
  const after = withWish(clauses, wished);
  const old = computeQuote({ ...quote, volume: clauses.volume });
  const now = computeQuote({ ...quote, volume: after.volume });
  const priceYen = after.volume === clauses.volume ? standingPriceYen : now.priceYen;
  const hours = tenthsOfHours(allMinutes(now));
  return {
    priceYen,
    priceDiffYen: priceYen - standingPriceYen,
    hours,
    hoursDiff: round10(hours - tenthsOfHours(allMinutes(old))),
    deliveryDue: proposedDue(
      clauses.deliveryDue,
      after.deliveryDue,
      workHours(now) - workHours(old),
      confirmedWeeklyHours,
    ),
    differences: differencesOf(clauses, after),
  };
}

const WORKING_DAYS_A_WEEK = 5;

/** The wished date, unless what is added takes the team longer than that. */
function proposedDue(old: string, wished: string, addedHours: number, weeklyHours: number): string {
  if (addedHours <= 0 || weeklyHours <= 0) return wished;
  const needed = later(old, Math.ceil((addedHours / weeklyHours) * WORKING_DAYS_A_WEEK));
  return needed > wished ? needed : wished;
}

/** The last business date that a contract may name. */
const LAST_DATE = '2050-12-28';

function later(date: string, businessDays: number): string {
  try {
    return addBusinessDays(date, businessDays);
  } catch (error) {
    // Beyond the known holidays there are no working days to count: such a date is not one to be held to anyway.
    if (error instanceof RangeError) return LAST_DATE;
    throw error;
  }
}

const workHours = (quote: Quote): number => (quote.productionMinutes + quote.reworkMinutes) / 60;
const allMinutes = (quote: Quote): number =>
  quote.productionMinutes +
  quote.reworkMinutes +
  quote.reviewMinutes +
  quote.inspectionMinutes +
  quote.managementMinutes;
const tenthsOfHours = (minutes: number): number => Math.ceil(minutes / 6) / 10;
const round10 = (hours: number): number => Math.round(hours * 10) / 10;
