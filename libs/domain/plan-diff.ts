import type { Plan, PlanStep, QaPlan } from './plan';

export type Value = string | number | boolean | string[] | null;

export interface FieldChange {
  field: string;
  before: Value;
  /** null where the field is there no more. */
  after: Value;
}

export interface PlanDiff {
  added: PlanStep[];
  removed: PlanStep[];
  changed: { code: string; fields: FieldChange[] }[];
  /** Codes in their new order, where it is not that of the old steps with the added ones behind them. */
  order: string[] | null;
  qa: FieldChange[];
  /** Said for people: which of the removed steps live on in which of the added ones. */
  split: { from: string; into: string[] }[];
}

const FIELDS = [
  'nameJa',
  'mode',
  'after',
  'itemMinutesMax',
  'interruptible',
  'dataLevel',
  'device',
  'skills',
  'place',
  'standardSeconds',
] as const satisfies readonly Exclude<keyof PlanStep, 'code'>[];

const QA_FIELDS = [
  'review.firstItems',
  'review.rate',
  'secondLook.rate',
  'gold.enabled',
  'inspection.aql',
  'lots',
] as const;
type QaField = (typeof QA_FIELDS)[number];

/** What makes one plan another; empty for equal plans and only for them. Steps are told apart by their codes, so for plans without faults. */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  const old = new Map(before.steps.map((step) => [step.code, step]));
  const now = new Map(after.steps.map((step) => [step.code, step]));
  const added = after.steps.filter(({ code }) => !old.has(code));
  const removed = before.steps.filter(({ code }) => !now.has(code));
  const changed = after.steps.flatMap((step) => {
    const was = old.get(step.code);
    const fields = was ? stepChanges(was, step) : [];
    return fields.length > 0 ? [{ code: step.code, fields }] : [];
  });
  const codes = after.steps.map(({ code }) => code);
  const straight = [...before.steps.filter(({ code }) => now.has(code)), ...added].map(({ code }) => code);
  return {
    added,
    removed,
    changed,
    order: same(codes, straight) ? null : codes,
    qa: qaChanges(before.qa, after.qa),
    split: splits(before.steps, after.steps, removed, added),
  };
}

export function isEmptyDiff({ added, removed, changed, order, qa }: PlanDiff): boolean {
  return added.length + removed.length + changed.length + qa.length === 0 && order === null;
}

/** The plan that `diffPlans` was given second, made from the first. */
export function applyDiff(plan: Plan, diff: PlanDiff): Plan {
  const gone = new Set(diff.removed.map(({ code }) => code));
  const changes = new Map(diff.changed.map(({ code, fields }) => [code, fields]));
  const steps = plan.steps
    .filter(({ code }) => !gone.has(code))
    .map((step) => ({
      ...step,
      ...Object.fromEntries((changes.get(step.code) ?? []).map(({ field, after }) => [field, after])),
    }));
  const all = [...steps, ...diff.added];
  const order = diff.order;
  if (order) all.sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  const qa = new Map<string, Value>(QA_FIELDS.map((field) => [field, qaValue(plan.qa, field)]));
  for (const { field, after } of diff.qa) qa.set(field, after);
  return { steps: all, qa: qaOf(qa) };
}

function stepChanges(before: PlanStep, after: PlanStep): FieldChange[] {
  return FIELDS.filter((field) => !same(before[field], after[field])).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
}

function qaChanges(before: QaPlan, after: QaPlan): FieldChange[] {
  return QA_FIELDS.filter((field) => qaValue(before, field) !== qaValue(after, field)).map((field) => ({
    field,
    before: qaValue(before, field),
    after: qaValue(after, field),
  }));
}

function qaValue(qa: QaPlan, field: QaField): number | boolean | null {
  switch (field) {
    case 'review.firstItems':
      return qa.review.firstItems;
    case 'review.rate':
      return qa.review.rate;
    case 'secondLook.rate':
      return qa.secondLook?.rate ?? null;
    case 'gold.enabled':
      return qa.gold.enabled;
    case 'inspection.aql':
      return qa.inspection.aql;
    case 'lots':
      return qa.lots;
  }
}

function qaOf(values: ReadonlyMap<string, Value>): QaPlan {
  const of = <T>(field: QaField): T => values.get(field) as T;
  const secondLook = of<number | null>('secondLook.rate');
  return {
    review: { firstItems: of('review.firstItems'), rate: of('review.rate') },
    ...(secondLook !== null && { secondLook: { rate: secondLook } }),
    gold: { enabled: of('gold.enabled') },
    inspection: { aql: of('inspection.aql') },
    lots: of('lots'),
  };
}

/**
 * A removed step lives on in added ones where these stand in its place: they follow only what it followed or each other,
 * together they are followed by all that followed it, and its standard time is divided among them. An added step belongs
 * to one split only.
 */
function splits(
  before: readonly PlanStep[],
  after: readonly PlanStep[],
  removed: readonly PlanStep[],
  added: readonly PlanStep[],
): PlanDiff['split'] {
  const taken = new Set<string>();
  return removed.flatMap((step) => {
    const free = added.filter(({ code }) => !taken.has(code));
    const parts = inPlaceOf(step, before, after, free);
    if (parts.length < 2 || !isDivided(step, before, after, parts)) return [];
    for (const { code } of parts) taken.add(code);
    return [{ from: step.code, into: parts.map(({ code }) => code) }];
  });
}

/** The largest set of added steps that touch nothing but the step's old neighbours and each other. */
function inPlaceOf(
  step: PlanStep,
  before: readonly PlanStep[],
  after: readonly PlanStep[],
  added: readonly PlanStep[],
): PlanStep[] {
  const followers = followersOf(new Set([step.code]), before);
  let parts = [...added];
  for (;;) {
    const codes = new Set(parts.map(({ code }) => code));
    const left = parts.filter(
      (part) =>
        part.after.every((code) => codes.has(code) || step.after.includes(code)) &&
        [...followersOf(new Set([part.code]), after)].every((code) => codes.has(code) || followers.has(code)),
    );
    if (left.length === parts.length) return parts;
    parts = left;
  }
}

function isDivided(
  step: PlanStep,
  before: readonly PlanStep[],
  after: readonly PlanStep[],
  parts: readonly PlanStep[],
): boolean {
  const codes = new Set(parts.map(({ code }) => code));
  const survivors = new Set(after.map(({ code }) => code));
  const owed = [...followersOf(new Set([step.code]), before)].filter((code) => survivors.has(code));
  const served = followersOf(codes, after);
  const seconds = parts.reduce((sum, part) => sum + part.standardSeconds, 0);
  // Times are typed in tenths and hundredths of a second: sums of them miss by the last bit.
  return Math.abs(seconds - step.standardSeconds) < 1e-6 && owed.every((code) => served.has(code));
}

function followersOf(codes: ReadonlySet<string>, steps: readonly PlanStep[]): Set<string> {
  return new Set(steps.filter((step) => step.after.some((code) => codes.has(code))).map(({ code }) => code));
}

const same = (a: Value, b: Value): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((value, at) => value === b[at]) : a === b;
