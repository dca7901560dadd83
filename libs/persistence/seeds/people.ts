import type { Role } from '@kado/domain/roles';
import { uniformStream } from '@kado/domain/seeded';
import { type InventedName, inventedName } from './names';
import { type SiteCode, TELEWORKERS_FY2023 } from './sites';

export const SKILLS = [
  'labelling',
  'map_3d',
  'data_entry',
  'documents',
  'accounting',
  'phone',
  'it_support',
  'rpa',
] as const;
export type Skill = (typeof SKILLS)[number];

export interface SeedPerson extends InventedName {
  code: string;
  login: string;
  role: Role;
  site: SiteCode;
  municipality: string;
  journey: 'registered' | 'in_training' | 'available' | 'active';
  hoursPerWeek: number;
  ceilingHoursPerWeek: number;
  wishedMinimumHours: number;
  /** Share of the declared hours that usually comes. */
  turnout: number;
  skills: readonly { skill: Skill; level: number }[];
  clientCode?: string;
}

/** The first of the hub's teleworkers have labelled pictures for years; the demo engagement finds its team among them. */
export const PRACTISED = 30;

/** How common a skill is among teleworkers: digital data and office work carry the programme. */
const COMMON: Record<Skill, number> = {
  labelling: 0.55,
  map_3d: 0.15,
  data_entry: 0.75,
  documents: 0.6,
  accounting: 0.12,
  phone: 0.25,
  it_support: 0.15,
  rpa: 0.06,
};

/** P-0001 … P-0389. Leaders and directors are not among them: they came up from here and work under terms of their own. */
export const TELEWORKERS: readonly SeedPerson[] = TELEWORKERS_FY2023.flatMap(({ municipality, site, people }) =>
  Array.from({ length: people }, () => ({ municipality, site })),
).map(({ municipality, site }, index) => teleworker(index + 1, municipality, site));

function teleworker(number: number, municipality: string, site: SiteCode): SeedPerson {
  const code = `P-${String(number).padStart(4, '0')}`;
  const chance = uniformStream(`seed:${code}`);
  const practised = number <= PRACTISED;
  // whole steps of half an hour; nobody outside the practised declares more than the least of them
  const hoursPerWeek = practised ? half(18 + 8 * chance()) : half(4 + 13 * chance());
  const stand = chance();
  const journey =
    practised || stand < 0.6 ? 'active' : stand < 0.85 ? 'available' : stand < 0.94 ? 'in_training' : 'registered';
  return {
    code,
    login: `worker${String(number).padStart(2, '0')}`,
    role: 'teleworker',
    site,
    municipality,
    journey,
    ...inventedName(number - 1),
    hoursPerWeek,
    ceilingHoursPerWeek: hoursPerWeek + half(2 + 8 * chance()),
    wishedMinimumHours: half(hoursPerWeek * (0.2 + 0.4 * chance())),
    turnout: Math.round((0.7 + 0.25 * chance()) * 1000) / 1000,
    skills: skillsOf(journey, practised, chance),
  };
}

/** People who have only registered have no proven skill yet. */
function skillsOf(journey: SeedPerson['journey'], practised: boolean, chance: () => number): SeedPerson['skills'] {
  const held = SKILLS.map((skill) => ({ skill, has: chance() < COMMON[skill], level: 1 + Math.floor(3 * chance()) }));
  if (journey === 'registered') return [];
  return held
    .filter(({ skill, has }) => has || skill === 'data_entry' || (practised && skill === 'labelling'))
    .map(({ skill, level }) => ({ skill, level: practised && skill === 'labelling' ? Math.min(5, level + 2) : level }));
}

function half(hours: number): number {
  return Math.floor(hours * 2) / 2;
}
