import fc from 'fast-check';
import { type Candidate, checkTeam, confirmedHoursP85, rankCandidates, TEAM_RATIOS } from './staffing';

describe('checkTeam', () => {
  it.each([
    [{ siteKind: 'hub', director: 0.5, leader: 1, teleworker: 10 }, []],
    [{ siteKind: 'hub', director: 2, leader: 10, teleworker: 100 }, []],
    [{ siteKind: 'partner', director: 1, leader: 3, teleworker: 30 }, []],
    [
      { siteKind: 'partner', director: 1, leader: 4, teleworker: 31 },
      [
        { role: 'leader', count: 4, min: 1, max: 3 },
        { role: 'teleworker', count: 31, min: 10, max: 30 },
      ],
    ],
    [
      { siteKind: 'hub', director: 0, leader: 0, teleworker: 9 },
      [
        { role: 'director', count: 0, min: 0.5, max: 2 },
        { role: 'leader', count: 0, min: 1, max: 10 },
        { role: 'teleworker', count: 9, min: 10, max: 100 },
      ],
    ],
  ] as const)('%j', (team, violations) => {
    expect(checkTeam(team)).toEqual(violations);
  });

  it('is content exactly inside the ratios', () => {
    const site = fc.constantFrom('hub', 'partner');
    fc.assert(
      fc.property(
        site,
        fc.nat({ max: 6 }),
        fc.nat({ max: 12 }),
        fc.nat({ max: 110 }),
        (siteKind, halves, leader, teleworker) => {
          const team = { siteKind, director: halves / 2, leader, teleworker } as const;
          const inside = (['director', 'leader', 'teleworker'] as const).filter((role) => {
            const [min, max] = TEAM_RATIOS[siteKind][role];
            return min <= team[role] && team[role] <= max;
          });
          expect(checkTeam(team)).toHaveLength(3 - inside.length);
        },
      ),
    );
    expect(checkTeam({ siteKind: 'hub', director: Number.NaN, leader: 1, teleworker: 10 })).toHaveLength(1);
  });
});

describe('confirmedHoursP85', () => {
  const person = fc.record({
    hoursPerWeek: fc.integer({ min: 0, max: 400 }).map((n) => n / 10),
    turnout: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
  });
  const people = fc.array(person, { maxLength: 12 });
  const run = fc.record({ weeks: fc.integer({ min: 0, max: 12 }), seed: fc.string(), rounds: fc.constant(100) });
  const declared = (team: { hoursPerWeek: number }[], weeks: number) =>
    team.reduce((sum, { hoursPerWeek }) => sum + hoursPerWeek * weeks, 0);

  it('lies between nothing and all that is declared, the same for the same seed', () => {
    fc.assert(
      fc.property(people, run, (team, input) => {
        const hours = confirmedHoursP85({ people: team, ...input });
        expect(hours).toBeGreaterThanOrEqual(0);
        expect(hours).toBeLessThanOrEqual(declared(team, input.weeks) + 1e-6);
        expect(hours).toBe(confirmedHoursP85({ people: team, ...input }));
      }),
    );
  });

  it('is all of it where everybody always comes, and nothing where nobody does', () => {
    fc.assert(
      fc.property(people, run, (team, input) => {
        const all = team.map((p) => ({ ...p, turnout: 1 }));
        expect(confirmedHoursP85({ people: all, ...input })).toBeCloseTo(declared(team, input.weeks), 6);
        const none = team.map((p) => ({ ...p, turnout: 0 }));
        expect(confirmedHoursP85({ people: none, ...input })).toBe(0);
      }),
    );
  });

  it('never falls with another person, more hours or more turnout', () => {
    fc.assert(
      fc.property(people, person, run, fc.nat(), (team, extra, input, at) => {
        const before = confirmedHoursP85({ people: team, ...input });
        expect(confirmedHoursP85({ people: [...team, extra], ...input })).toBeGreaterThanOrEqual(before);
        const raise = (change: (p: { hoursPerWeek: number; turnout: number }) => typeof extra) =>
          team.map((p, i) => (i === at % team.length ? change(p) : p));
        const keener = raise((p) => ({ ...p, turnout: Math.max(p.turnout, extra.turnout) }));
        expect(confirmedHoursP85({ people: keener, ...input })).toBeGreaterThanOrEqual(before);
        const longer = raise((p) => ({ ...p, hoursPerWeek: p.hoursPerWeek + extra.hoursPerWeek }));
        expect(confirmedHoursP85({ people: longer, ...input })).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('is the 15th percentile of the binomial it simulates', () => {
    // 20 people × 10 h × 4 weeks at 85 %: 80 person-weeks, mean 68, standard deviation 3.19; 15th percentile: 65
    const team = Array.from({ length: 20 }, () => ({ hoursPerWeek: 10, turnout: 0.85 }));
    const hours = confirmedHoursP85({ people: team, weeks: 4, seed: 'KADO-2026-0001' });
    expect([640, 650]).toContain(hours);
  });

  it('counts a part of a week as that part', () => {
    expect(confirmedHoursP85({ people: [{ hoursPerWeek: 10, turnout: 1 }], weeks: 2.5, seed: 's' })).toBe(25);
  });

  it('is about turnout times hours less one standard deviation, over weeks as over decades', () => {
    const team = Array.from({ length: 100 }, () => ({ hoursPerWeek: 12.5, turnout: 0.8 }));
    for (const weeks of [1, 8, 52, 1_300]) {
      const mean = 100 * weeks * 0.8;
      // 15 % of a normal distribution lie below -1.036 standard deviations
      const expected = (mean - 1.036 * Math.sqrt(mean * 0.2)) * 12.5;
      const hours = confirmedHoursP85({ people: team, weeks, seed: 's' });
      expect(Math.abs(hours / expected - 1)).toBeLessThan(0.015);
    }
  });

  it('draws no more for a longer term: a request may ask for decades', () => {
    const team = Array.from({ length: 100 }, () => ({ hoursPerWeek: 12.5, turnout: 0.8 }));
    const started = process.cpuUsage();
    confirmedHoursP85({ people: team, weeks: 1_300, seed: 's' });
    // microseconds of processor time; week by week it would be a minute
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });

  it('refuses a time that cannot be', () => {
    for (const weeks of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => confirmedHoursP85({ people: [], weeks, seed: 's' })).toThrow(RangeError);
    }
    expect(() => confirmedHoursP85({ people: [], weeks: 1, seed: 's', rounds: 0 })).toThrow(RangeError);
  });
});

describe('rankCandidates', () => {
  const candidate = (personId: string, changes: Partial<Candidate> = {}): Candidate => ({
    personId,
    skills: [{ code: 'digit_reading', level: 3 }],
    hoursPerWeek: 10,
    committedHours: 0,
    wishedMinimumHours: 0,
    ...changes,
  });
  const order = (needSkills: string[], people: Candidate[]) =>
    rankCandidates({ needSkills, people }).map((p) => p.personId);

  it('puts skill cover before free hours, and these before the wished minimum', () => {
    const both = [
      { code: 'digit_reading', level: 1 },
      { code: 'annotation', level: 1 },
    ];
    expect(
      order(
        ['digit_reading', 'annotation'],
        [
          candidate('one-skill', { hoursPerWeek: 40, wishedMinimumHours: 40 }),
          candidate('both', { skills: both, hoursPerWeek: 2 }),
          candidate('both-more-hours', { skills: both, hoursPerWeek: 9 }),
          candidate('both-more-hours-wishing', { skills: both, hoursPerWeek: 9, wishedMinimumHours: 5 }),
          candidate('no-skill', { skills: [], hoursPerWeek: 40 }),
        ],
      ),
    ).toEqual(['both-more-hours-wishing', 'both-more-hours', 'both', 'one-skill', 'no-skill']);
  });

  it('counts hours that are promised elsewhere as taken', () => {
    expect(order([], [candidate('full', { hoursPerWeek: 40, committedHours: 40 }), candidate('free')])).toEqual([
      'free',
      'full',
    ]);
  });

  it('gives its reasons in Japanese and English', () => {
    const person = candidate('p', { hoursPerWeek: 12.5, committedHours: 4, wishedMinimumHours: 10 });
    expect(rankCandidates({ needSkills: ['digit_reading', 'annotation'], people: [person] })).toEqual([
      {
        personId: 'p',
        score: 5_000_850_060,
        reasons: [
          { ja: '必要スキル2件中1件（digit_reading Lv3）', en: 'Has 1 of 2 needed skills (digit_reading level 3)' },
          { ja: '空き時間 週8.5時間', en: '8.5 free hours a week' },
          { ja: '希望する最低時間まで週6時間', en: '6 hours a week under the wished minimum' },
        ],
      },
    ]);
  });

  const skill = fc.constantFrom('digit_reading', 'annotation', 'data_entry', 'phone');
  const hours = fc.integer({ min: 0, max: 400 }).map((n) => n / 10);
  const candidates = fc.uniqueArray(
    fc.record({
      personId: fc.uuid(),
      skills: fc.uniqueArray(fc.record({ code: skill, level: fc.integer({ min: 1, max: 5 }) }), {
        selector: (s) => s.code,
      }),
      hoursPerWeek: hours,
      committedHours: hours,
      wishedMinimumHours: hours,
    }),
    { selector: (p) => p.personId, maxLength: 20 },
  );
  const needs = fc.uniqueArray(skill);

  it('ranks everybody once, whatever order they come in', () => {
    fc.assert(
      fc.property(candidates, needs, (people, needSkills) => {
        const ranked = order(needSkills, people);
        expect([...ranked].sort()).toEqual(people.map((p) => p.personId).sort());
        expect(order(needSkills, [...people].reverse())).toEqual(ranked);
      }),
    );
  });

  it('never puts who covers less before who covers more', () => {
    fc.assert(
      fc.property(candidates, needs, (people, needSkills) => {
        const cover = (id: string) =>
          people.find((p) => p.personId === id)?.skills.filter((s) => needSkills.includes(s.code)).length ?? 0;
        const ranked = order(needSkills, people).map(cover);
        expect(ranked).toEqual([...ranked].sort((a, b) => b - a));
      }),
    );
  });

  it('forgets every declined offer: a hundred of them change nothing', () => {
    fc.assert(
      fc.property(candidates, needs, fc.nat(), (people, needSkills, at) => {
        const declining = people.map((p, i) =>
          i === at % people.length ? { ...p, declinedOffers: 100, offers: Array(100).fill('declined') } : p,
        );
        expect(rankCandidates({ needSkills, people: declining })).toEqual(rankCandidates({ needSkills, people }));
      }),
    );
  });
});
