import type { Device, Plan, PlanStep } from '@kado/domain/plan';
import type { Aql } from '@kado/domain/quality';
import type { DataClass, Place, WorkMode } from '@kado/domain/requirements';
import { percentageOf, readNumber, shareOf } from '../../kit/numbers';

/** A step as it is typed: numbers stay text, so that a draft keeps what was typed. */
export interface StepInput {
  code: string;
  nameJa: string;
  mode: WorkMode;
  after: string[];
  itemMinutesMax: string;
  interruptible: boolean;
  dataLevel: DataClass;
  device: Device;
  skills: string[];
  place: Place;
  standardSeconds: string;
}

export interface PlanInput {
  steps: StepInput[];
  firstItems: string;
  /** Percent. */
  reviewRate: string;
  hasSecondLook: boolean;
  /** Percent. */
  secondLookRate: string;
  hasGold: boolean;
  aql: string;
  lots: string;
  manualVersion: string;
}

/** Where a number is missing or unreadable: a value that `checkPlan` takes for none. */
const numberOf = (text: string): number => readNumber(text) ?? Number.NaN;

const stepOf = (input: StepInput): PlanStep => ({
  ...input,
  code: input.code.trim(),
  nameJa: input.nameJa.trim(),
  itemMinutesMax: numberOf(input.itemMinutesMax),
  standardSeconds: numberOf(input.standardSeconds),
});

export function planOf(input: PlanInput): Plan {
  return {
    steps: (input.steps ?? []).map(stepOf),
    qa: {
      review: { firstItems: numberOf(input.firstItems), rate: shareOf(input.reviewRate) ?? Number.NaN },
      ...(input.hasSecondLook && { secondLook: { rate: shareOf(input.secondLookRate) ?? Number.NaN } }),
      gold: { enabled: input.hasGold },
      inspection: { aql: Number(input.aql) as Aql },
      lots: numberOf(input.lots),
    },
  };
}

export function inputOf(plan: Plan, manualVersion: number | undefined): PlanInput {
  const { review, secondLook, gold, inspection, lots } = plan.qa;
  return {
    steps: plan.steps.map((step) => ({
      ...step,
      itemMinutesMax: String(step.itemMinutesMax),
      standardSeconds: String(step.standardSeconds),
    })),
    firstItems: String(review.firstItems),
    reviewRate: percentageOf(review.rate),
    hasSecondLook: secondLook !== undefined,
    secondLookRate: percentageOf(secondLook?.rate ?? 0.1),
    hasGold: gold.enabled,
    aql: String(inspection.aql),
    lots: String(lots),
    manualVersion: manualVersion === undefined ? '' : String(manualVersion),
  };
}

/** A step that can be worked by as it stands; the code is free and is not among the taken ones. */
export function newStep(taken: readonly string[], after: readonly string[]): StepInput {
  let no = taken.length + 1;
  while (taken.includes(`step${no}`)) no++;
  return {
    code: `step${no}`,
    nameJa: '',
    mode: 'item',
    after: [...after],
    itemMinutesMax: '5',
    interruptible: true,
    dataLevel: 'none',
    device: 'any',
    skills: [],
    place: 'home',
    standardSeconds: '60',
  };
}

export const firstPlan = (manualVersion: number | undefined): PlanInput => ({
  ...inputOf(
    {
      steps: [],
      qa: { review: { firstItems: 20, rate: 0.3 }, gold: { enabled: true }, inspection: { aql: 2.5 }, lots: 1 },
    },
    manualVersion,
  ),
  steps: [newStep([], [])],
});

/** Field of the form for a JSON pointer into the plan (`/steps/0/after/1`, `/qa/review/rate`). */
export function fieldOf(pointer: string): string | undefined {
  const plain = pointer.replace(/^#?(\/plan)?/, '');
  const step = /^\/steps\/(\d+)\/(\w+)/.exec(plain);
  if (step) return `steps.${step[1]}.${step[2]}`;
  return {
    '/steps': 'steps',
    '/qa/review/firstItems': 'firstItems',
    '/qa/review/rate': 'reviewRate',
    '/qa/secondLook/rate': 'secondLookRate',
    '/qa/inspection/aql': 'aql',
    '/qa/lots': 'lots',
    '/manualVersion': 'manualVersion',
  }[plain];
}
