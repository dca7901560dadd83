import type { QaPlan } from './plan';

export interface ReviewLoad {
  /** First looks to be expected, to the next whole one. */
  reviews: number;
  /** Second looks to be expected of those. */
  secondLooks: number;
}

/**
 * Looks that a QA plan asks of leaders for so many more items. `doneByPerson` is what each person of the team has handed in
 * so far: the first items of everybody are all looked at, the later ones at the agreed rate, which is as many as the work
 * can be spread over evenly.
 */
export function reviewLoad(qa: QaPlan, items: number, doneByPerson: readonly number[]): ReviewLoad {
  const first = doneByPerson.reduce((sum, done) => sum + Math.max(0, qa.review.firstItems - done), 0);
  const all = Math.min(items, first);
  const reviews = Math.ceil(round(all + (items - all) * qa.review.rate));
  return { reviews, secondLooks: Math.ceil(round(reviews * (qa.secondLook?.rate ?? 0))) };
}

/** 0.3 × 10 is 3, not a hair more. */
const round = (looks: number): number => Math.round(looks * 1e6) / 1e6;
