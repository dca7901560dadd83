import holidayJp from '@holiday-jp/holiday_jp';

/**
 * The business calendar of the programme: Asia/Tokyo, where the clock never changes (+09:00), Monday to Friday without
 * public holidays and without the year-end closing of the city hall. Not for workflows: holidays are data that changes
 * under a running history.
 */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const TOKYO_OFFSET_MS = 9 * HOUR_MS;
const OPENS_AT_MS = 9 * HOUR_MS;
const CLOSES_AT_MS = 18 * HOUR_MS;
const FIRST_YEAR = 1970;
/** Public holidays are known up to the end of this year; a later date is an error, not a working day. */
const LAST_YEAR = 2050;

/** The date in Japan at an instant. */
export function dateInTokyo(iso: string): string {
  return dateOf(dayOf(instant(iso)));
}

export function isBusinessDay(date: string): boolean {
  return isOpen(dayNumber(date));
}

/** The n-th business day after a date, before it where n is negative; the date itself for 0. */
export function addBusinessDays(date: string, n: number): string {
  return dateOf(stepDays(dayNumber(date), n));
}

/**
 * 18:00 in Japan of the last day of a term. The day it starts on is day 0; what starts after 18:00, or on a day off,
 * starts on the next business day.
 */
export function dueAt(sinceIso: string, businessDays: number): string {
  if (!(businessDays >= 0)) throw new RangeError(`a term cannot be ${businessDays} business days`);
  const since = instant(sinceIso);
  const day = dayOf(since);
  const startsToday = isOpen(day) && since <= closing(day);
  return new Date(closing(stepDays(startsToday ? day : stepDays(day, 1), businessDays))).toISOString();
}

export interface ClockPoints {
  at50: string;
  at75: string;
  at100: string;
}

/** When half, three quarters and all of the business time (09:00 to 18:00) of a term are over; a term without any: its end. */
export function clockPoints(sinceIso: string, dueIso: string): ClockPoints {
  const total = businessMsBetween(sinceIso, dueIso);
  const end = new Date(instant(dueIso)).toISOString();
  const at = (share: number): string => (total === 0 ? end : addBusinessMs(sinceIso, Math.round(total * share)));
  return { at50: at(0.5), at75: at(0.75), at100: end };
}

/** Business time between two instants, in milliseconds; 0 where the second lies before the first. */
export function businessMsBetween(fromIso: string, toIso: string): number {
  const from = instant(fromIso);
  const to = instant(toIso);
  let sum = 0;
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const [opens, closes] = [Math.max(from, opening(day)), Math.min(to, closing(day))];
    if (opens < closes && isOpen(day)) sum += closes - opens;
  }
  return sum;
}

/** The instant at which so much business time has passed; the start itself for none. */
export function addBusinessMs(fromIso: string, ms: number): string {
  const from = instant(fromIso);
  if (!(ms >= 0 && Number.isFinite(ms))) throw new RangeError(`business time cannot be ${ms} ms`);
  if (ms === 0) return new Date(from).toISOString();
  let left = ms;
  for (let day = dayOf(from); ; day++) {
    const opens = Math.max(from, opening(day));
    const open = isOpen(day) ? Math.max(0, closing(day) - opens) : 0;
    if (left <= open) return new Date(opens + left).toISOString();
    left -= open;
  }
}

/** 18:00 in Japan of a business date: when a term that ends on it is over. */
export function endOfBusinessDate(date: string): string {
  return new Date(closing(dayNumber(date))).toISOString();
}

/** April to March; the year it begins in. */
export function fiscalYear(date: string): number {
  const [year, month] = dateOf(dayNumber(date)).split('-').map(Number) as [number, number];
  return month >= 4 ? year : year - 1;
}

function isOpen(day: number): boolean {
  const date = dateOf(day);
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) throw new RangeError(`no public holidays are known for ${date}`);
  // 1970-01-01, day 0, was a Thursday
  const weekday = (((day + 4) % 7) + 7) % 7;
  const monthDay = date.slice(5);
  const yearEnd = monthDay >= '12-29' || monthDay <= '01-03';
  return weekday !== 0 && weekday !== 6 && !yearEnd && !Object.hasOwn(holidayJp.holidays, date);
}

function stepDays(day: number, n: number): number {
  if (!Number.isInteger(n)) throw new RangeError(`business days are whole, not ${n}`);
  let at = day;
  for (let left = Math.abs(n); left > 0; ) {
    at += Math.sign(n);
    if (isOpen(at)) left--;
  }
  return at;
}

const midnight = (day: number): number => day * DAY_MS - TOKYO_OFFSET_MS;
const opening = (day: number): number => midnight(day) + OPENS_AT_MS;
const closing = (day: number): number => midnight(day) + CLOSES_AT_MS;
const dayOf = (ms: number): number => Math.floor((ms + TOKYO_OFFSET_MS) / DAY_MS);
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function dayNumber(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // 2027-02-30 would be read as 2 March
  if (Number.isNaN(ms) || dateOf(ms / DAY_MS) !== date) throw new RangeError(`not a date: ${date}`);
  return ms / DAY_MS;
}

function instant(iso: string): number {
  // Without an offset the machine's own time zone would decide.
  const ms = /T.*(Z|[+-]\d{2}:\d{2})$/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an instant with its offset: ${iso}`);
  return ms;
}
