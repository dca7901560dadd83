import {
  addBusinessDays,
  addBusinessMs,
  businessMsBetween,
  clockPoints,
  dateInTokyo,
  dueAt,
  endOfBusinessDate,
} from './calendar';
import type { ClockPoint } from './clock-codes';
import { type HumanTaskKind, kindSpec } from './human-tasks';

/** What the contract and the plan say of a term, where they say something. Business dates are Japan's. */
export interface TermFacts {
  /** Business days instead of those of the kind: the acceptance window. */
  days?: number;
  /** Last day of a quote's validity. */
  validUntil?: string;
  /** Silence counts as acceptance at the end of the term. */
  deemed?: boolean;
  /** The agreed start of the work. */
  workStart?: string;
}

export interface TermClocks {
  dueAt: string;
  points: ClockPoint[];
}

/** Business days after the end of a term at which the role after the next one is told. */
const OVERDUE_DAYS = 2;

/** The clocks of one human task from the instant it is asked. Not for workflows: the calendar is data that changes. */
export function termClocks(kind: HumanTaskKind, sinceIso: string, facts: TermFacts = {}): TermClocks {
  const spec = kindSpec(kind);
  const term = dueAt(sinceIso, facts.days ?? spec.dueBusinessDays);
  const validTo = facts.validUntil === undefined ? undefined : endOfBusinessDate(facts.validUntil);
  const due = validTo !== undefined && validTo < term ? later(validTo, sinceIso) : term;
  return { dueAt: due, points: [...shares(sinceIso, due), ...extras(kind, sinceIso, due, { ...facts, validTo })] };
}

function shares(since: string, due: string): ClockPoint[] {
  const { at50, at75, at100 } = clockPoints(since, due);
  return [
    { code: 'half', at: at50 },
    { code: 'three_quarters', at: at75 },
    { code: 'due', at: at100 },
    { code: 'overdue', at: endOfBusinessDate(addBusinessDays(dateInTokyo(due), OVERDUE_DAYS)) },
  ];
}

function extras(
  kind: HumanTaskKind,
  since: string,
  due: string,
  { validTo, deemed, workStart }: TermFacts & { validTo?: string },
): ClockPoint[] {
  const { notStartedDays, reminderDays, byClock } = kindSpec(kind);
  const points: ClockPoint[] = [];
  const add = (point: ClockPoint) => {
    if (point.at > since) points.push(point);
  };
  if (notStartedDays !== undefined) add({ code: 'not_started', at: dueAt(since, notStartedDays) });
  const end = validTo ?? due;
  if (reminderDays !== undefined)
    add({
      code: 'reminder',
      at: endOfBusinessDate(addBusinessDays(dateInTokyo(end), -reminderDays)),
      ...fixedBy(validTo),
    });
  // A quote expires by its own date; deemed acceptance only where the contract says so; other silence by the term itself.
  if (validTo !== undefined) points.push({ code: 'expire', at: later(validTo, since), fixed: true });
  else if (byClock?.includes('deemed') ? deemed === true : byClock !== undefined && kind !== 'sign_requirements')
    points.push({ code: 'expire', at: due });
  if (workStart !== undefined) {
    add({ code: 'start_near', at: endOfBusinessDate(addBusinessDays(workStart, -15)), fixed: true });
    add({ code: 'start_next', at: endOfBusinessDate(addBusinessDays(workStart, -10)), fixed: true });
  }
  return points;
}

const fixedBy = (validTo: string | undefined): Pick<ClockPoint, 'fixed'> =>
  validTo === undefined ? {} : { fixed: true };
const later = (a: string, b: string): string => (a > b ? a : b);

/**
 * Points and end of a term that stood still from `pausedAt` to `resumedAt`: what was left of the business time is left
 * still. What had struck before the pause stays where it was; a fixed point does not move.
 */
export function resumeClocks(clocks: TermClocks, pausedAt: string, resumedAt: string): TermClocks {
  const move = (at: string): string =>
    at <= pausedAt ? at : addBusinessMs(resumedAt, businessMsBetween(pausedAt, at));
  return {
    dueAt: move(clocks.dueAt),
    points: clocks.points.map((point) => (point.fixed ? point : { ...point, at: move(point.at) })),
  };
}

/** A term whose end was moved by somebody: shares are counted anew from its beginning, a clock that decides moves along. */
export function moveDue(kind: HumanTaskKind, sinceIso: string, clocks: TermClocks, newDue: string): TermClocks {
  const kept = clocks.points.filter(({ code, fixed }) => fixed || code === 'not_started');
  const { reminderDays } = kindSpec(kind);
  const expires = clocks.points.some(({ code, fixed }) => code === 'expire' && !fixed);
  const reminder =
    reminderDays === undefined || kept.some(({ code }) => code === 'reminder')
      ? []
      : [{ code: 'reminder' as const, at: endOfBusinessDate(addBusinessDays(dateInTokyo(newDue), -reminderDays)) }];
  return {
    dueAt: newDue,
    points: [
      ...shares(sinceIso, newDue),
      ...reminder,
      ...(expires ? [{ code: 'expire' as const, at: newDue }] : []),
      ...kept,
    ],
  };
}
