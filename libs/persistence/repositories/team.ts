import { checkTeam, confirmedHoursP85, type RatioViolation, type Team } from '@kado/domain/staffing';
import type { Tx } from '../database';

interface TeamCount extends Team {
  /** Teleworkers' weekly hours (never above their own ceiling) and how much of them usually comes, 0-1. */
  people: { hoursPerWeek: number; turnout: number }[];
}

export interface TeamStanding {
  team: Team;
  violations: RatioViolation[];
  /** Undefined while there is no signed volume or no approved plan. */
  neededHours: number | undefined;
  confirmedHours: number | undefined;
  stands: boolean;
}

/**
 * A team stands when its ratios hold and the hours that come with 85 % certainty cover the approved plan. Asked by
 * whoever looks and by whoever judges, so that both say the same.
 */
export async function readTeamStanding(
  tx: Tx,
  engagement: { id: string; key: string },
  now: Date,
): Promise<TeamStanding> {
  const team = await readTeam(tx, engagement.id);
  const violations = checkTeam(team);
  const needed = await plannedHours(tx, engagement.id, now);
  const confirmedHours =
    needed && confirmedHoursP85({ people: team.people, weeks: needed.weeks, seed: engagement.key });
  const isCovered = needed !== undefined && confirmedHours !== undefined && confirmedHours >= needed.hours;
  return { team, violations, neededHours: needed?.hours, confirmedHours, stands: violations.length === 0 && isCovered };
}

/** Weeks that are looked at together: what comes in one week alone is too much a matter of chance. */
const WEEKS = 4;

/** Teleworkers' hours a week that come with 85 % certainty, in tenths; 0 while there is no team. */
export async function confirmedWeeklyHours(tx: Tx, engagement: { id: string; key: string }): Promise<number> {
  const { people } = await readTeam(tx, engagement.id);
  const hours = confirmedHoursP85({ people, weeks: WEEKS, seed: engagement.key });
  return Math.floor((hours / WEEKS) * 10) / 10;
}

/**
 * The standing team of an engagement, its director included, pilot-only people left out. In one order always: the chance
 * that is drawn for a person goes by their place in it.
 */
async function readTeam(tx: Tx, engagementId: string): Promise<TeamCount> {
  const rows = await tx.rows<{ role: string; hours: number; turnout: number; kind: 'hub' | 'partner' }>(
    `select m.role, least(m.hours_per_week, p.ceiling_hours_per_week)::float as hours, p.turnout::float as turnout, s.kind
       from engagement_member m join person p on p.id = m.person_id join engagement e on e.id = m.engagement_id
       join site s on s.id = e.site_id
      where m.engagement_id = $1 and m.until is null and (m.purpose = 'team' or m.role = 'director')
      order by m.person_id, m.role`,
    [engagementId],
  );
  const count = (role: string) => rows.filter((row) => row.role === role).length;
  return {
    siteKind: rows[0]?.kind ?? 'hub',
    director: count('director'),
    leader: count('leader'),
    teleworker: count('teleworker'),
    people: rows
      .filter((row) => row.role === 'teleworker')
      .map((row) => ({ hoursPerWeek: row.hours, turnout: row.turnout })),
  };
}

/**
 * Hours that the approved plan takes (standard times × signed volume) and whole weeks until the client's date, at least
 * one. Undefined while there is no signed volume or no approved plan.
 */
async function plannedHours(
  tx: Tx,
  engagementId: string,
  now: Date,
): Promise<{ hours: number; weeks: number } | undefined> {
  const row = await tx.one<{
    clauses: { volume: number; deliveryDue: string } | null;
    plan: { steps: { standardSeconds: number }[] } | null;
  }>(
    `select (select clauses from requirement_version where engagement_id = $1 and status = 'signed' order by version desc limit 1) as clauses,
            (select plan from plan_version where engagement_id = $1 and status = 'approved' order by version desc limit 1) as plan`,
    [engagementId],
  );
  if (!row?.clauses || !row.plan) return undefined;
  const seconds = row.plan.steps.reduce((sum, step) => sum + step.standardSeconds, 0) * row.clauses.volume;
  const daysLeft = (Date.parse(row.clauses.deliveryDue) - now.getTime()) / 86_400_000;
  return { hours: seconds / 3600, weeks: Math.max(1, Math.floor(daysLeft / 7)) };
}
