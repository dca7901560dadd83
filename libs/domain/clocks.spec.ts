import fc from 'fast-check';
import {
  addBusinessDays,
  addBusinessMs,
  businessMsBetween,
  dateInTokyo,
  endOfBusinessDate,
  isBusinessDay,
} from './calendar';
import { moveDue, resumeClocks, termClocks } from './clocks';
import { HUMAN_TASK_KINDS, type HumanTaskKind } from './human-tasks';

const HOUR = 3_600_000;
const kinds = fc.constantFrom(...(Object.keys(HUMAN_TASK_KINDS) as HumanTaskKind[]));
const instants = fc
  .date({ min: new Date('2026-04-01T00:00:00Z'), max: new Date('2031-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const hours = fc.nat({ max: 400 }).map((n) => n * HOUR);

describe('business time', () => {
  it('is what addBusinessMs adds, wherever it begins', () => {
    fc.assert(
      fc.property(instants, hours, (from, ms) => {
        expect(businessMsBetween(from, addBusinessMs(from, ms))).toBe(ms);
      }),
    );
  });

  it('adds up, and never runs on a day off', () => {
    fc.assert(
      fc.property(instants, hours, hours, (from, a, b) => {
        const [middle, end] = [addBusinessMs(from, a), addBusinessMs(from, a + b)];
        expect(businessMsBetween(from, middle) + businessMsBetween(middle, end)).toBe(businessMsBetween(from, end));
        if (a > 0) expect(isBusinessDay(dateInTokyo(middle))).toBe(true);
      }),
    );
  });

  it.each([
    // Friday evening to Monday morning; year end; Golden Week 2027 (29 April to 5 May)
    ['2026-12-25T08:00:00.000Z', 2 * HOUR, '2026-12-28T01:00:00.000Z'],
    ['2026-12-28T08:00:00.000Z', 2 * HOUR, '2027-01-04T01:00:00.000Z'],
    ['2027-04-28T08:30:00.000Z', HOUR, '2027-04-30T00:30:00.000Z'],
    ['2027-04-30T08:30:00.000Z', HOUR, '2027-05-06T00:30:00.000Z'],
  ])('%s and %i ms more is %s', (from, ms, to) => {
    expect(addBusinessMs(from, ms)).toBe(to);
  });

  it('is the same in every zone of a server', () => {
    const at = (zone: string) => {
      process.env.TZ = zone;
      return [
        addBusinessMs('2027-03-12T05:00:00Z', 30 * HOUR),
        endOfBusinessDate('2026-11-02'),
        dateInTokyo('2027-03-14T16:00:00Z'),
      ];
    };
    const own = process.env.TZ;
    try {
      expect(at('America/New_York')).toEqual(at('Asia/Tokyo'));
      expect(at('Australia/Lord_Howe')).toEqual(at('UTC'));
    } finally {
      if (own === undefined) delete process.env.TZ;
      else process.env.TZ = own;
    }
  });
});

describe('the clocks of a term', () => {
  it('lie in order, the shares within the term, none before its begin but what counts from elsewhere', () => {
    fc.assert(
      fc.property(kinds, instants, (kind, since) => {
        const { dueAt, points } = termClocks(kind, since);
        const at = (code: string) => points.find((point) => point.code === code)?.at as string;
        expect([at('half'), at('three_quarters'), at('due'), at('overdue')]).toEqual(
          [at('half'), at('three_quarters'), at('due'), at('overdue')].sort(),
        );
        expect(at('due')).toBe(dueAt);
        for (const point of points) expect(point.at > since).toBe(true);
        const term = businessMsBetween(since, dueAt);
        expect(Math.abs(businessMsBetween(since, at('half')) - term / 2)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('let a clock decide only where something says so', () => {
    const codes = (kind: HumanTaskKind, facts = {}) =>
      termClocks(kind, '2027-01-12T00:00:00Z', facts).points.map((p) => p.code);
    expect(codes('accept_delivery')).not.toContain('expire');
    expect(codes('accept_delivery', { deemed: false })).not.toContain('expire');
    expect(codes('accept_delivery', { deemed: true })).toContain('expire');
    expect(codes('sign_requirements')).not.toContain('expire');
    expect(codes('sign_requirements', { validUntil: '2027-02-01' })).toContain('expire');
    expect(codes('consent_change')).toContain('expire');
    expect(codes('approve_plan')).not.toContain('expire');
  });

  it('end with the quote where its validity is shorter than the term', () => {
    const { dueAt, points } = termClocks('sign_requirements', '2027-01-12T00:00:00Z', { validUntil: '2027-01-14' });
    expect(dueAt).toBe('2027-01-14T09:00:00.000Z');
    expect(points.find(({ code }) => code === 'expire')).toEqual({ code: 'expire', at: dueAt, fixed: true });
  });

  it('go on after a pause with the business time that was left, except what was promised to a date', () => {
    fc.assert(
      fc.property(kinds, instants, hours, hours, (kind, since, until, away) => {
        const clocks = termClocks(kind, since, { validUntil: '2040-01-31', workStart: '2035-06-01' });
        const pausedAt = addBusinessMs(since, until);
        const resumedAt = new Date(Date.parse(pausedAt) + away).toISOString();
        const after = resumeClocks(clocks, pausedAt, resumedAt);
        for (const [n, point] of after.points.entries()) {
          const before = clocks.points[n] as (typeof clocks.points)[number];
          if (before.fixed || before.at <= pausedAt) expect(point).toEqual(before);
          else expect(businessMsBetween(resumedAt, point.at)).toBe(businessMsBetween(pausedAt, before.at));
        }
      }),
    );
  });

  it('count anew to a moved end, and keep what has nothing to do with it', () => {
    const since = '2027-01-12T00:00:00Z';
    const clocks = termClocks('inspect_lot', since);
    const newDue = endOfBusinessDate(addBusinessDays('2027-01-12', 9));
    const moved = moveDue('inspect_lot', since, clocks, newDue);
    expect(moved.dueAt).toBe(newDue);
    expect(moved.points.find(({ code }) => code === 'due')?.at).toBe(newDue);
    expect(moved.points.filter(({ code }) => code === 'not_started')).toEqual(
      clocks.points.filter(({ code }) => code === 'not_started'),
    );
    expect(new Set(moved.points.map(({ code }) => code)).size).toBe(moved.points.length);
  });
});
