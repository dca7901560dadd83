import { AQLS, type Aql } from './quality';
import type { DataClass, Place, WorkMode } from './requirements';

export const DEVICES = ['pc', 'phone', 'any'] as const;
export type Device = (typeof DEVICES)[number];

/** One step of the work as the director splits it. */
export interface PlanStep {
  code: string;
  nameJa: string;
  mode: WorkMode;
  /** Codes of the steps whose output this one needs. */
  after: string[];
  /** The longest one item of this step may take, in minutes. */
  itemMinutesMax: number;
  /** May be left half done and taken up again. */
  interruptible: boolean;
  dataLevel: DataClass;
  device: Device;
  skills: string[];
  place: Place;
  /** Time one item is planned with, in seconds. */
  standardSeconds: number;
}

export interface QaPlan {
  /** All of a person's first items are reviewed, then this share. */
  review: { firstItems: number; rate: number };
  /** Share of what a first review accepted that somebody else looks at too; none while it is not said. */
  secondLook?: { rate: number };
  gold: { enabled: boolean };
  inspection: { aql: Aql };
  lots: number;
}

export interface Plan {
  steps: PlanStep[];
  qa: QaPlan;
}

export type PlanFaultCode =
  | 'no_steps'
  | 'code_missing'
  | 'duplicate_code'
  | 'unknown_predecessor'
  | 'duplicate_predecessor'
  | 'cycle'
  | 'item_size_invalid'
  | 'standard_time_invalid'
  | 'standard_over_item_size'
  | 'review_invalid'
  | 'second_look_invalid'
  | 'aql_unknown'
  | 'lots_invalid';

export interface PlanFault {
  /** JSON pointer into the plan. */
  pointer: string;
  code: PlanFaultCode;
  detail: { ja: string; en: string };
}

/** Everything that is wrong with a plan; nothing where it can be worked by. */
export function checkPlan(plan: Plan): PlanFault[] {
  if (plan.steps.length === 0) {
    const detail = { ja: '工程が1つもありません。', en: 'The plan has no steps.' };
    return [{ pointer: '/steps', code: 'no_steps', detail }, ...checkQa(plan.qa)];
  }
  return [
    ...plan.steps.flatMap((step, at) => checkStep(step, at, plan.steps)),
    ...checkCycles(plan.steps),
    ...checkQa(plan.qa),
  ];
}

function checkStep(step: PlanStep, at: number, steps: readonly PlanStep[]): PlanFault[] {
  const faults: PlanFault[] = [];
  const fault = (field: string, code: PlanFaultCode, ja: string, en: string) =>
    faults.push({ pointer: `/steps/${at}/${field}`, code, detail: { ja, en } });

  if (step.code === '') {
    fault('code', 'code_missing', '工程コードがありません。', 'The step has no code.');
  } else if (steps.findIndex((other) => other.code === step.code) < at) {
    fault(
      'code',
      'duplicate_code',
      `工程コード「${step.code}」が重複しています。`,
      `Step code "${step.code}" is used twice.`,
    );
  }
  step.after.forEach((code, i) => {
    if (!steps.some((other) => other.code === code)) {
      fault(
        `after/${i}`,
        'unknown_predecessor',
        `前工程「${code}」がありません。`,
        `There is no step "${code}" to follow.`,
      );
    } else if (step.after.indexOf(code) < i) {
      fault(
        `after/${i}`,
        'duplicate_predecessor',
        `前工程「${code}」が重複しています。`,
        `Step "${code}" is named twice.`,
      );
    }
  });
  if (!(step.itemMinutesMax > 0 && Number.isFinite(step.itemMinutesMax))) {
    fault(
      'itemMinutesMax',
      'item_size_invalid',
      '1件の上限時間は正の分数です。',
      'The item size is a number of minutes above 0.',
    );
  } else if (!(step.standardSeconds > 0)) {
    fault(
      'standardSeconds',
      'standard_time_invalid',
      '標準時間は正の秒数です。',
      'The standard time is a number of seconds above 0.',
    );
  } else if (step.standardSeconds > step.itemMinutesMax * 60) {
    fault(
      'standardSeconds',
      'standard_over_item_size',
      `標準時間${step.standardSeconds}秒が1件の上限${step.itemMinutesMax}分を超えています。`,
      `The standard time of ${step.standardSeconds} s is over the item size of ${step.itemMinutesMax} min.`,
    );
  }
  return faults;
}

/** Each link that lies on a circle: the step is needed, over other steps or directly, by the one it waits for. */
function checkCycles(steps: readonly PlanStep[]): PlanFault[] {
  const after = new Map<string, string[]>();
  for (const step of steps) after.set(step.code, [...(after.get(step.code) ?? []), ...step.after]);
  return steps.flatMap((step, at) =>
    step.after.flatMap((code, i) => {
      if (!comesAfter(code, step.code, after)) return [];
      const ja = `工程「${step.code}」と「${code}」が互いを前工程としています（循環）。`;
      const en = `Steps "${step.code}" and "${code}" wait for each other (a circle).`;
      return [{ pointer: `/steps/${at}/after/${i}`, code: 'cycle' as const, detail: { ja, en } }];
    }),
  );
}

function comesAfter(code: string, wanted: string, after: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [code];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === wanted) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(after.get(next) ?? []));
  }
  return false;
}

function checkQa(qa: QaPlan): PlanFault[] {
  const faults: PlanFault[] = [];
  const fault = (pointer: string, code: PlanFaultCode, ja: string, en: string) =>
    faults.push({ pointer: `/qa/${pointer}`, code, detail: { ja, en } });
  const isCount = (value: number, least: number) => Number.isInteger(value) && value >= least;

  if (!isCount(qa.review.firstItems, 0)) {
    fault(
      'review/firstItems',
      'review_invalid',
      '全件確認の件数は0以上の整数です。',
      'First items are a whole number from 0.',
    );
  }
  if (!(qa.review.rate >= 0 && qa.review.rate <= 1)) {
    fault('review/rate', 'review_invalid', '確認率は0から1です。', 'The review rate lies between 0 and 1.');
  }
  if (qa.secondLook !== undefined && !(qa.secondLook.rate >= 0 && qa.secondLook.rate <= 1)) {
    fault(
      'secondLook/rate',
      'second_look_invalid',
      '再確認率は0から1です。',
      'The rate of the second look lies between 0 and 1.',
    );
  }
  if (!AQLS.includes(qa.inspection.aql)) {
    const known = AQLS.join(', ');
    fault('inspection/aql', 'aql_unknown', `AQLは${known}のいずれかです。`, `The AQL is one of ${known}.`);
  }
  if (!isCount(qa.lots, 1)) {
    fault('lots', 'lots_invalid', 'ロット数は1以上の整数です。', 'The number of lots is a whole number from 1.');
  }
  return faults;
}

/** Codes in an order in which each step follows all it needs, otherwise as the director wrote them. For plans without faults. */
export function stepOrder(steps: readonly PlanStep[]): string[] {
  const order: string[] = [];
  const waiting = [...steps];
  while (waiting.length > 0) {
    const at = waiting.findIndex((step) => step.after.every((code) => order.includes(code)));
    const [step] = at < 0 ? [] : waiting.splice(at, 1);
    if (!step) throw new RangeError(`no order for steps ${waiting.map(({ code }) => code).join(', ')}`);
    order.push(step.code);
  }
  return order;
}
