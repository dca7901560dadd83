import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';
import fc from 'fast-check';
import { addBusinessDays, clockPoints, dateInTokyo, dueAt, fiscalYear, isBusinessDay } from './calendar';

const jst = (local: string): string => new Date(`${local}:00+09:00`).toISOString();
const instants = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2045-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const dates = instants.map((iso) => iso.slice(0, 10));

/** Business days in April and May 2027: Golden Week is 29 April (Thu), then 3, 4, 5 May (Mon to Wed). */
const GOLDEN_WEEK_OPEN = ['2027-04-28', '2027-04-30', '2027-05-06', '2027-05-07'];

describe('isBusinessDay', () => {
  it.each([
    ['2026-12-28', true],
    ['2026-12-29', false],
    ['2026-12-31', false],
    ['2027-01-01', false],
    ['2027-01-03', false],
    ['2027-01-04', true],
    ['2027-01-11', false],
    ['2027-03-22', false],
    ['2026-09-22', false],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-24', true],
  ])('%s: %s', (date, open) => {
    expect(isBusinessDay(date)).toBe(open);
  });

  it('knows Golden Week 2027', () => {
    const days = Array.from({ length: 10 }, (_, i) => new Date(Date.UTC(2027, 3, 28 + i)).toISOString().slice(0, 10));
    expect(days.filter(isBusinessDay)).toEqual(GOLDEN_WEEK_OPEN);
  });

  it('knows nothing of years without a holiday table, and of days that are none', () => {
    expect(isBusinessDay('2050-12-28')).toBe(true);
    for (const date of ['2051-01-05', '1969-12-26', '2027-02-29', '2027-2-1', '27-02-01', 'tomorrow', '']) {
      expect(() => isBusinessDay(date)).toThrow(RangeError);
    }
  });
});

describe('addBusinessDays', () => {
  it.each([
    ['2026-12-28', 1, '2027-01-04'],
    ['2026-12-28', 2, '2027-01-05'],
    ['2026-12-30', 1, '2027-01-04'],
    ['2027-04-28', 3, '2027-05-07'],
    ['2027-05-06', -2, '2027-04-28'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-11-21', 1, '2026-11-24'],
    ['2028-02-28', 1, '2028-02-29'],
  ])('%s + %i = %s', (date, n, expected) => {
    expect(addBusinessDays(date, n)).toBe(expected);
  });

  it('lands on a business day, passes exactly n of them, and finds back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 40 }), (date, n) => {
        const end = addBusinessDays(date, n);
        expect(isBusinessDay(end)).toBe(true);
        expect(addBusinessDays(addBusinessDays(date, n - 1), 1)).toBe(end);
        expect(end > date).toBe(true);
        if (isBusinessDay(date)) expect(addBusinessDays(end, -n)).toBe(date);
      }),
    );
  });

  it('refuses half a day', () => {
    expect(() => addBusinessDays('2027-01-04', 0.5)).toThrow(RangeError);
    expect(() => addBusinessDays('2027-01-04', Number.NaN)).toThrow(RangeError);
  });
});

describe('dueAt', () => {
  it.each([
    ['in the morning', '2026-11-24T10:00', 1, '2026-11-25T18:00'],
    ['before opening', '2026-11-24T06:00', 1, '2026-11-25T18:00'],
    ['just after midnight in Japan, still yesterday in UTC', '2026-11-24T00:00', 1, '2026-11-25T18:00'],
    ['at closing', '2026-11-24T18:00', 1, '2026-11-25T18:00'],
    ['after closing', '2026-11-24T18:01', 1, '2026-11-26T18:00'],
    ['on Friday night', '2026-11-27T20:00', 0, '2026-11-30T18:00'],
    ['on a Saturday before a holiday', '2026-11-21T12:00', 1, '2026-11-25T18:00'],
    ['the same day', '2026-11-24T09:00', 0, '2026-11-24T18:00'],
    ['over the year end', '2026-12-28T09:00', 2, '2027-01-05T18:00'],
    ['in the year-end closing', '2026-12-31T09:00', 1, '2027-01-05T18:00'],
    ['over Golden Week', '2027-04-28T09:00', 2, '2027-05-06T18:00'],
  ])('%s: %s + %i = %s', (_, since, days, due) => {
    expect(dueAt(jst(since), days)).toBe(jst(due));
  });

  it('is 18:00 of a business day, not before its start, and later for a longer term', () => {
    fc.assert(
      fc.property(instants, fc.nat({ max: 20 }), (since, days) => {
        const due = dueAt(since, days);
        expect(due.endsWith('T09:00:00.000Z')).toBe(true);
        expect(isBusinessDay(dateInTokyo(due))).toBe(true);
        expect(due >= since).toBe(true);
        expect(dueAt(since, days + 1) > due).toBe(true);
      }),
    );
  });

  it('refuses an instant without an offset and a term that runs back', () => {
    for (const since of ['2026-11-24T10:00:00', '2026-11-24', 'now']) expect(() => dueAt(since, 1)).toThrow(RangeError);
    expect(() => dueAt(jst('2026-11-24T10:00'), -1)).toThrow(RangeError);
    expect(dueAt('2026-11-24T10:00:00+09:00', 1)).toBe(dueAt('2026-11-24T01:00:00Z', 1));
  });
});

describe('clockPoints', () => {
  it.each([
    // two days of nine hours: half of it is the first evening
    ['2026-11-24T09:00', '2026-11-25T18:00', '2026-11-24T18:00', '2026-11-25T13:30'],
    // 17 h from 10:00: 8.5 h are over next morning at 09:30
    ['2026-11-24T10:00', '2026-11-25T18:00', '2026-11-25T09:30', '2026-11-25T13:45'],
    // Friday evening to Monday: only Monday counts
    ['2026-11-27T20:00', '2026-11-30T18:00', '2026-11-30T13:30', '2026-11-30T15:45'],
    // the year end stands still: 28 December and 4, 5, 6 January
    ['2026-12-28T09:00', '2027-01-06T18:00', '2027-01-04T18:00', '2027-01-05T18:00'],
  ])('%s to %s: half at %s, three quarters at %s', (since, due, at50, at75) => {
    const expected = { at50: jst(at50), at75: jst(at75), at100: jst(due) };
    expect(clockPoints(jst(since), jst(due))).toEqual(expected);
  });

  it('warns at the end of a term without business time', () => {
    const due = jst('2026-11-22T12:00');
    expect(clockPoints(jst('2026-11-21T12:00'), due)).toEqual({ at50: due, at75: due, at100: due });
    expect(clockPoints(jst('2026-11-24T12:00'), due)).toEqual({ at50: due, at75: due, at100: due });
  });

  it('stands in order, and never rings at night or on a day off', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20 }), (since, days) => {
        const due = dueAt(since, days);
        const { at50, at75, at100 } = clockPoints(since, due);
        expect(since <= at50 && at50 < at75 && at75 < at100).toBe(true);
        expect(at100).toBe(due);
        for (const point of [at50, at75]) {
          const hour = new Date(Date.parse(point) + 9 * 3_600_000).toISOString().slice(11);
          expect(hour >= '09:00:00.000Z' && hour <= '18:00:00.000Z').toBe(true);
          expect(isBusinessDay(dateInTokyo(point))).toBe(true);
        }
      }),
    );
  });
});

describe('fiscalYear', () => {
  it('begins in April', () => {
    expect(['2027-03-31', '2027-04-01', '2027-12-31', '2028-01-01'].map(fiscalYear)).toEqual([2026, 2027, 2027, 2027]);
  });
});

describe('the time zone of the machine', () => {
  // In processes of their own: a running Node keeps the zone it once read.
  const { code } = transformFileSync(join(__dirname, 'calendar.ts'), {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  const ask = `console.log(JSON.stringify([
    exports.dueAt('2026-12-28T00:30:00Z', 2), exports.dueAt('2026-12-28T15:30:00Z', 2),
    exports.clockPoints('2027-04-28T00:00:00Z', '2027-05-06T09:00:00Z'), exports.isBusinessDay('2027-05-05'),
    exports.addBusinessDays('2027-04-28', 3), exports.dateInTokyo('2027-03-31T15:00:00Z'), exports.fiscalYear('2027-04-01'),
    new Date(2027, 0, 1).getTimezoneOffset()]))`;
  const answers = (zone: string): unknown[] =>
    JSON.parse(
      execFileSync(process.execPath, ['-'], {
        input: `${code}\n${ask}`,
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      }),
    ) as unknown[];

  it('does not matter', () => {
    const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/London'].map(answers);
    expect(new Set(zones.map((answer) => answer.at(-1))).size).toBe(4);
    for (const answer of zones) {
      expect(answer.slice(0, -1)).toEqual([
        '2027-01-05T09:00:00.000Z',
        '2027-01-06T09:00:00.000Z',
        { at50: '2027-04-30T04:30:00.000Z', at75: '2027-05-06T02:15:00.000Z', at100: '2027-05-06T09:00:00.000Z' },
        false,
        '2027-05-07',
        '2027-04-01',
        2027,
      ]);
    }
  });
});
