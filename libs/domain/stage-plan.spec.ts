import fc from 'fast-check';
import { addBusinessDays, isBusinessDay } from './calendar';
import { LIVE_STAGES } from './lifecycle';
import { planStages } from './stage-plan';

const date = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(to) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

const agreed = fc.record({
  begun: date('2026-01-01', '2050-12-31'),
  workStart: fc.option(date('2026-01-01', '2050-12-31')),
  deliveryDue: fc.option(date('2026-01-01', '2050-12-31')),
  acceptanceWindowDays: fc.option(fc.integer({ min: 1, max: 365 })),
});

describe('the plan of the stages', () => {
  it('is counted from the inquiry, and back from the agreed dates', () => {
    // Begun on Tuesday, 24 November 2026; 3 and 11 January (成人の日), 11 and 23 February are days off in 2027.
    const plan = planStages({ begun: '2026-11-24', workStart: '2027-02-01', deliveryDue: '2027-03-31' });
    expect(plan).toEqual({
      inquiry: { start: '2026-11-24', end: '2026-11-25' },
      requirements: { start: '2026-11-25', end: '2026-12-09' },
      decomposition: { start: '2026-12-09', end: '2027-01-18' },
      team_assembly: { start: '2027-01-18', end: '2027-01-29' },
      production: { start: '2027-02-01', end: '2027-03-26' },
      quality: { start: '2027-03-26', end: '2027-03-31' },
      delivery: { start: '2027-03-31', end: '2027-04-14' },
      closing: { start: '2027-04-14', end: '2027-04-28' },
    });
  });

  it('counts on from the contract where no start of the work is agreed', () => {
    const { decomposition, team_assembly, production } = planStages({ begun: '2026-11-24', deliveryDue: '2027-06-30' });
    expect(decomposition).toEqual({ start: '2026-12-09', end: addBusinessDays('2026-12-09', 7) });
    expect(team_assembly.end).toBe(addBusinessDays('2026-12-09', 17));
    expect(production.start).toBe(team_assembly.end);
  });

  it('knows no end of the work without a date of delivery', () => {
    const { production, quality, delivery, closing } = planStages({ begun: '2026-11-24' });
    expect(production).toEqual({ start: expect.any(String), end: null });
    for (const stage of [quality, delivery, closing]) expect(stage).toEqual({ start: null, end: null });
  });

  it('gives less time to what lies before an agreed date, and passes over dates before the order', () => {
    const tight = planStages({ begun: '2026-11-24', deliveryDue: '2026-12-01', acceptanceWindowDays: 3 });
    expect(tight.requirements).toEqual({ start: '2026-11-25', end: '2026-11-26' });
    expect(tight.production).toEqual({ start: '2026-11-26', end: '2026-11-26' });
    expect(tight.delivery).toEqual({ start: '2026-12-01', end: '2026-12-04' });
    expect(planStages({ begun: '2026-11-24', workStart: '2025-01-06', deliveryDue: '2025-03-31' })).toEqual(
      planStages({ begun: '2026-11-24' }),
    );
  });

  it('is in order whatever is agreed, begins with the order and delivers on the day', () => {
    fc.assert(
      fc.property(agreed, (dates) => {
        const plan = planStages(dates);
        const points = LIVE_STAGES.flatMap((stage) => [plan[stage].start, plan[stage].end]).filter((at) => at !== null);
        expect(points).toEqual([...points].sort());
        expect(plan.inquiry.start).toBe(dates.begun);
        const isAhead = dates.deliveryDue !== null && dates.deliveryDue >= dates.begun;
        expect(plan.delivery.start).toBe(isAhead ? dates.deliveryDue : null);
        const given = [dates.begun, dates.workStart, dates.deliveryDue];
        for (const at of points) if (!given.includes(at)) expect(isBusinessDay(at)).toBe(true);
      }),
    );
  });
});
