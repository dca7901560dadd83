/** Everything is shown in Japan's time, wherever the browser stands: due times are business times of KADO. */
const ZONE = 'Asia/Tokyo';

const localeOf = (language: string) => (language === 'en' ? 'en-GB' : 'ja-JP');

export function dateTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: ZONE,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
}

/** Within a year of now the year is left out. */
export function shortDateTime(at: string, language: string, now = Date.now()): string {
  const isNear = Math.abs(Date.parse(at) - now) < 300 * 86_400_000;
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: ZONE,
    ...(!isNear && { year: 'numeric' }),
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
}

/** A business date, YYYY-MM-DD. */
export function day(date: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** A business date without its year, for rows of dates. */
export function monthDay(date: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', month: 'numeric', day: 'numeric' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Today in Japan as YYYY-MM-DD. */
export function today(now = Date.now()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date(now));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** `3日後`, `2 hours ago`; under a minute `今`. Calendar time, not business time. */
export function relative(at: string, language: string, now = Date.now()): string {
  const delta = Date.parse(at) - now;
  const format = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(delta) >= size) return format.format(Math.trunc(delta / size), unit);
  }
  return format.format(0, 'second');
}

export function yen(amount: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'JPY' }).format(amount);
}

export function count(amount: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(amount);
}

export function percent(share: number, language: string, digits = 1): string {
  return new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: digits }).format(share);
}
