import { uniformStream } from './seeded';

export type SiteKind = 'hub' | 'partner';
export type TeamRole = 'director' | 'leader' | 'teleworker';

/** Least and most people of a role in one team; half a director leads two teams. */
export const TEAM_RATIOS = {
  hub: { director: [0.5, 2], leader: [1, 10], teleworker: [10, 100] },
  partner: { director: [0.5, 2], leader: [1, 3], teleworker: [10, 30] },
} as const satisfies Record<SiteKind, Record<TeamRole, readonly [min: number, max: number]>>;

export interface Team extends Record<TeamRole, number> {
  siteKind: SiteKind;
}

export interface RatioViolation {
  role: TeamRole;
  count: number;
  min: number;
  max: number;
}

export function checkTeam(team: Team): RatioViolation[] {
  return (['director', 'leader', 'teleworker'] as const).flatMap((role) => {
    const [min, max] = TEAM_RATIOS[team.siteKind][role];
    const count = team[role];
    return count >= min && count <= max ? [] : [{ role, count, min, max }];
  });
}

export interface DeclaredHours {
  hoursPerWeek: number;
  /** Share of declared weeks in which the person really works, 0 to 1. */
  turnout: number;
}

export interface HoursForecast {
  people: readonly DeclaredHours[];
  /** The last week may be a part of one. */
  weeks: number;
  seed: string;
  rounds?: number;
}

/**
 * Hours reached with 85 % certainty: attendance is voluntary, so each person works each declared week with the
 * probability of their turnout, and of many simulated runs 85 % reach at least this sum (tenths of an hour, rounded
 * down). One stream of chance a person, so more people, hours or turnout never make less; two draws a person and run,
 * whatever the number of weeks, because the caller waits.
 */
export function confirmedHoursP85({ people, weeks, seed, rounds = 2_000 }: HoursForecast): number {
  if (!(weeks >= 0 && Number.isFinite(weeks))) throw new RangeError(`weeks cannot be ${weeks}`);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`rounds cannot be ${rounds}`);
  const whole = Math.floor(weeks);
  const sums = new Float64Array(rounds);
  people.forEach(({ hoursPerWeek, turnout }, person) => {
    const next = uniformStream(`${seed}:${person}`);
    const atMost = binomialAtMost(whole, turnout);
    for (let round = 0; round < rounds; round++) {
      const worked = quantile(atMost, next()) + (next() < turnout ? weeks - whole : 0);
      sums[round] = (sums[round] ?? 0) + worked * hoursPerWeek;
    }
  });
  sums.sort();
  // The small addend undoes the last bit of sums like 0.1 + 0.2, never a tenth of an hour.
  return Math.floor((sums[Math.floor(0.15 * rounds)] ?? 0) * 10 + 1e-6) / 10;
}

/** Probabilities that at most 0, 1 … n of n weeks are worked. In logarithms: (1 - p)^n underflows for long terms. */
function binomialAtMost(n: number, p: number): Float64Array {
  const sums = new Float64Array(n + 1);
  if (p > 0 && p < 1) {
    let log = n * Math.log1p(-p);
    let sum = Math.exp(log);
    for (let k = 0; k < n; k++) {
      sums[k] = sum;
      log += Math.log((n - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
      sum += Math.exp(log);
    }
  } else if (!(p >= 1)) {
    sums.fill(1);
  }
  sums[n] = 1;
  return sums;
}

/** The smallest count whose probability of not being exceeded is above `u`. */
function quantile(atMost: Float64Array, u: number): number {
  let low = 0;
  let high = atMost.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atMost[middle] as number) > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

export interface Candidate {
  personId: string;
  skills: readonly { code: string; level: number }[];
  hoursPerWeek: number;
  committedHours: number;
  wishedMinimumHours: number;
}

export interface RankedCandidate {
  personId: string;
  score: number;
  reasons: { ja: string; en: string }[];
}

/**
 * Who fits best: cover of the needed skills, then free hours, then who is furthest under the least they wish for. The
 * score is these three written side by side (percent, tenths of hours, tenths of hours), so it says nothing but the
 * order. How a person answered earlier offers is not an input and must never be one.
 */
export function rankCandidates(input: {
  needSkills: readonly string[];
  people: readonly Candidate[];
}): RankedCandidate[] {
  const needed = [...new Set(input.needSkills)];
  return input.people
    .map((person) => rate(person, needed))
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0));
}

const HOURS_DIGITS = 10_000;
const tenths = (hours: number): number => Math.min(HOURS_DIGITS - 1, Math.max(0, Math.round(hours * 10)));

function rate(person: Candidate, needed: readonly string[]): RankedCandidate {
  const held = person.skills.filter(({ code }) => needed.includes(code));
  const covered = new Set(held.map(({ code }) => code)).size;
  const percent = needed.length === 0 ? 100 : Math.floor((100 * covered) / needed.length);
  const free = tenths(person.hoursPerWeek - person.committedHours);
  const missing = tenths(person.wishedMinimumHours - person.committedHours);

  const reasons: RankedCandidate['reasons'] = [];
  if (needed.length > 0) {
    const list = (sep: string, level: string) => held.map((skill) => `${skill.code} ${level}${skill.level}`).join(sep);
    reasons.push({
      ja: `必要スキル${needed.length}件中${covered}件${held.length > 0 ? `（${list('、', 'Lv')}）` : ''}`,
      en: `Has ${covered} of ${needed.length} needed skills${held.length > 0 ? ` (${list(', ', 'level ')})` : ''}`,
    });
  }
  reasons.push({ ja: `空き時間 週${free / 10}時間`, en: `${free / 10} free hours a week` });
  if (missing > 0) {
    reasons.push({
      ja: `希望する最低時間まで週${missing / 10}時間`,
      en: `${missing / 10} hours a week under the wished minimum`,
    });
  }
  return { personId: person.personId, score: (percent * HOURS_DIGITS + free) * HOURS_DIGITS + missing, reasons };
}
