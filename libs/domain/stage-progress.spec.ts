import fc from 'fast-check';
import { canMove, LIVE_STAGES, nextStages, type Stage } from './lifecycle';
import { actualStages, type StageEntry } from './stage-progress';

const at = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const told = (...stages: (Stage | [Stage, Stage])[]): StageEntry[] =>
  stages.map((entry, n) =>
    Array.isArray(entry) ? { stage: entry[0], held: entry[1], at: at(n + 1) } : { stage: entry, at: at(n + 1) },
  );
const states = (entries: StageEntry[]) => LIVE_STAGES.map((stage) => actualStages(entries)[stage].state);

describe('the actual times of the stages', () => {
  it('are the begin and the end of each on the straight way', () => {
    const stages = actualStages(told('inquiry', 'requirements', 'decomposition'));
    expect(stages.inquiry).toEqual({ state: 'done', start: at(1), end: at(2) });
    expect(stages.requirements).toEqual({ state: 'done', start: at(2), end: at(3) });
    expect(stages.decomposition).toEqual({ state: 'current', start: at(3), end: null });
    expect(stages.team_assembly).toEqual({ state: 'ahead', start: null, end: null });
  });

  it('on hold are those of the stage underneath', () => {
    const stages = actualStages(told('inquiry', 'requirements', ['on_hold', 'requirements'], 'requirements'));
    expect(stages.requirements).toEqual({ state: 'current', start: at(2), end: null });
    expect(actualStages(told('inquiry', ['on_hold', 'inquiry'], ['on_hold', 'requirements'])).requirements).toEqual({
      state: 'current',
      start: at(3),
      end: null,
    });
  });

  it('of a stage that was entered again are its first begin and its last end', () => {
    const back = told(
      'inquiry',
      'requirements',
      'decomposition',
      'team_assembly',
      'production',
      'quality',
      'production',
    );
    expect(actualStages(back).production).toEqual({ state: 'current', start: at(5), end: null });
    expect(actualStages(back).quality).toEqual({ state: 'ahead', start: at(6), end: null });
    const on = [...back, { stage: 'delivery' as const, at: at(8) }];
    expect(actualStages(on).production).toEqual({ state: 'done', start: at(5), end: at(8) });
    expect(actualStages(on).quality).toEqual({ state: 'done', start: at(6), end: at(7) });
  });

  it('say what was passed over', () => {
    expect(states(told('inquiry', 'requirements', 'decomposition', 'team_assembly', 'production', 'delivery'))).toEqual(
      ['done', 'done', 'done', 'done', 'done', 'skipped', 'current', 'ahead'],
    );
    const ended = actualStages(told('inquiry', 'requirements', 'cancelling', 'cancelled'));
    expect(ended.requirements).toEqual({ state: 'done', start: at(2), end: at(3) });
    expect(states(told('inquiry', 'requirements', 'cancelling', 'cancelled')).slice(2)).toEqual(
      Array(6).fill('skipped'),
    );
    expect(states(told('inquiry', 'declined'))).toEqual(['done', ...Array(7).fill('skipped')]);
  });

  it('have one current stage or none, whatever way is taken', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
        const way: Stage[] = ['inquiry'];
        for (const choice of choices) {
          const open = nextStages(way.at(-1) as Stage).filter((stage) => stage !== 'on_hold');
          if (open.length > 0) way.push(open[choice % open.length] as Stage);
        }
        expect(way.every((stage, n) => n === 0 || canMove(way[n - 1] as Stage, stage))).toBe(true);
        const entries = way.map((stage, n) => ({ stage, at: String(n).padStart(3, '0') }));
        const stages = Object.values(actualStages(entries));
        const isLive = (LIVE_STAGES as readonly Stage[]).includes(way.at(-1) as Stage);
        expect(stages.filter(({ state }) => state === 'current')).toHaveLength(isLive ? 1 : 0);
        for (const { state, start, end } of stages) {
          expect(end !== null).toBe(state === 'done');
          if (start !== null && end !== null) expect(start <= end).toBe(true);
        }
      }),
    );
  });
});
