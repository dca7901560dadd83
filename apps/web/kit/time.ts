/** Everything is shown in Japan's time, wherever the browser stands: due times are business times of KADO. */
const ZONE = 'Asia/Tokyo';
const DAY_MS = 86_400_000;
/** Japan has had no summer time since 1952. */
const JST_MS = 9 * 3_600_000;

const localeOf = (language: string) => (language === 'en' ? 'en-GB' : 'ja-JP');

/** Making a formatter costs more than a hundred uses of it: a list of fifty rows would feel it. */
function kept<Formatter, Options>(make: (locale: string, options: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, options: Options): Formatter => {
    const name = locale + JSON.stringify(options);
    const formatter = made.get(name) ?? make(locale, options);
    made.set(name, formatter);
    return formatter;
  };
}
const dates = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const figures = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const spans = kept((locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options));

export function dateTime(at: string, language: string): string {
  return dates(localeOf(language), {
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
  const isNear = Math.abs(Date.parse(at) - now) < 300 * DAY_MS;
  return dates(localeOf(language), {
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
  return dates(localeOf(language), {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** A business date without its year, for rows of dates. */
export function monthDay(date: string, language: string): string {
  return dates(localeOf(language), { timeZone: 'UTC', month: 'numeric', day: 'numeric' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Today in Japan as YYYY-MM-DD. */
export function today(now = Date.now()): string {
  return dates('sv-SE', { timeZone: ZONE }).format(new Date(now));
}

/** Days since the epoch in Japan. */
const dayNumber = (at: number) => Math.floor((at + JST_MS) / DAY_MS);

/**
 * `明後日`, `in 2 hours`; under a minute `今`. Days are days of Japan's calendar (what is due on the day after tomorrow is not
 * 明日, however few hours are left), not business days.
 */
export function relative(at: string, language: string, now = Date.now()): string {
  const then = Date.parse(at);
  const format = spans(localeOf(language), { numeric: 'auto' });
  const days = dayNumber(then) - dayNumber(now);
  if (days !== 0) return format.format(days, 'day');
  const minutes = Math.trunc((then - now) / 60_000);
  if (Math.abs(minutes) >= 60) return format.format(Math.trunc(minutes / 60), 'hour');
  return minutes === 0 ? format.format(0, 'second') : format.format(minutes, 'minute');
}

export function yen(amount: number, language: string): string {
  return figures(localeOf(language), { style: 'currency', currency: 'JPY' }).format(amount);
}

export function count(amount: number, language: string): string {
  return figures(localeOf(language), {}).format(amount);
}

export function percent(share: number, language: string, digits = 1): string {
  return figures(localeOf(language), { style: 'percent', maximumFractionDigits: digits }).format(share);
}
