import { uniform } from './seeded';

/** Two-sided 95 % and 99 % points of the normal distribution. */
export const Z95 = 1.959964;
export const Z99 = 2.575829;

export interface Interval {
  estimate: number;
  low: number;
  high: number;
}

/** Wilson's interval for a share. Nothing counted means nothing known: 0 to 1. */
export function wilson(right: number, total: number, z: number): Interval {
  if (!(right >= 0 && right <= total)) throw new RangeError(`right must lie between 0 and ${total}, not ${right}`);
  if (total === 0) return { estimate: 0, low: 0, high: 1 };
  const p = right / total;
  const z2 = z * z;
  const scale = 1 + z2 / total;
  const centre = (p + z2 / (2 * total)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total * total))) / scale;
  // The ends are exact at 0 and at 1; arithmetic would miss them by the last bit.
  return {
    estimate: p,
    low: right === 0 ? 0 : Math.max(0, centre - half),
    high: right === total ? 1 : Math.min(1, centre + half),
  };
}

/**
 * What a measured share says of `rest` other items that ran the same way. Both the measured and the others are draws, so
 * their variances add: Wilson's interval with the size 1 / (1/measured + 1/rest). With the measured size alone the interval
 * would miss the share that is later found among the others more often than it promises.
 */
export function wilsonOfRest(right: number, measured: number, rest: number, z: number): Interval {
  if (measured === 0 || rest === 0) return wilson(right, measured, z);
  const size = 1 / (1 / measured + 1 / rest);
  return wilson((right / measured) * size, size, z);
}

/** Acceptable quality limits in percent of defective items. */
export const AQLS = [0.65, 1, 2.5, 4] as const;
export type Aql = (typeof AQLS)[number];

/** Inspect `n` items; the lot passes with at most `ac` defective ones. */
export interface SamplePlan {
  n: number;
  ac: number;
}

/** Lots smaller than this are checked whole. */
export const SMALLEST_SAMPLED_LOT = 51;

/** ISO 2859-1 (JIS Z 9015-1), level II, normal, single, arrows resolved: largest lot size, then n and Ac for each AQL. */
const PLANS: readonly (readonly [upTo: number, plans: Readonly<Record<Aql, readonly [n: number, ac: number]>>])[] = [
  [90, { 0.65: [20, 0], 1: [13, 0], 2.5: [20, 1], 4: [13, 1] }],
  [150, { 0.65: [20, 0], 1: [13, 0], 2.5: [20, 1], 4: [20, 2] }],
  [280, { 0.65: [20, 0], 1: [50, 1], 2.5: [32, 2], 4: [32, 3] }],
  [500, { 0.65: [80, 1], 1: [50, 1], 2.5: [50, 3], 4: [50, 5] }],
  [1_200, { 0.65: [80, 1], 1: [80, 2], 2.5: [80, 5], 4: [80, 7] }],
  [3_200, { 0.65: [125, 2], 1: [125, 3], 2.5: [125, 7], 4: [125, 10] }],
  [10_000, { 0.65: [200, 3], 1: [200, 5], 2.5: [200, 10], 4: [200, 14] }],
  // The table of the design ends at 35,000. What a plan lets through depends on n and Ac and hardly on the lot, so its
  // last row also holds for larger lots.
  [Number.POSITIVE_INFINITY, { 0.65: [315, 5], 1: [315, 7], 2.5: [315, 14], 4: [315, 21] }],
];

export function samplePlan(lotSize: number, aql: Aql): SamplePlan {
  if (!Number.isInteger(lotSize) || lotSize < 0) throw new RangeError(`no lot has ${lotSize} items`);
  if (lotSize < SMALLEST_SAMPLED_LOT) return { n: lotSize, ac: 0 };
  const plan = PLANS.find(([upTo]) => lotSize <= upTo)?.[1][aql];
  if (!plan) throw new RangeError(`no sampling plan for AQL ${aql}`);
  return { n: plan[0], ac: plan[1] };
}

export function judgeSample({ n, ac }: SamplePlan, defects: number): 'pass' | 'fail' {
  if (!Number.isInteger(defects) || defects < 0 || defects > n) {
    throw new RangeError(`a sample of ${n} cannot hold ${defects} defective items`);
  }
  return defects <= ac ? 'pass' : 'fail';
}

export interface ReviewRule {
  /** Items this person had submitted in this engagement before this one. */
  doneByPerson: number;
  /** So many first items of a person are all reviewed. */
  firstItems: number;
  /** Share of the later ones. */
  rate: number;
  /** Drawn and stored at submit time: nobody who works can foresee it. */
  seed: string;
}

export function reviewNeeded({ doneByPerson, firstItems, rate, seed }: ReviewRule): boolean {
  return doneByPerson < firstItems || uniform(seed) < rate;
}

/** Is what a first review accepted to be looked at by somebody else too? The seed is drawn then and stored. */
export function secondLookNeeded(rate: number, seed: string): boolean {
  return uniform(seed) < rate;
}
