import type { Role } from '@kado/domain/roles';
import { CLIENTS } from './clients';
import { inventedName } from './names';
import type { SeedPerson, Skill } from './people';
import { HUB, SITES, type SiteCode } from './sites';

/** Names of people around the teleworkers start well behind the last of them. */
const FIRST_NAME = 1_000;

const MANY: readonly Skill[] = ['labelling', 'data_entry', 'documents', 'phone'];

/** Everybody beside the 389 teleworkers. Three managers, so that who priced a quote never has to approve it. */
export const STAFF: readonly SeedPerson[] = [
  ...group('manager', 'MGR', [HUB, HUB, HUB]),
  ...group('coordinator', 'CRD', [HUB, HUB]),
  ...group('director', 'DIR', [...times(6, HUB), 'TATESHINA', 'MATSUMOTO'], [...MANY, 'map_3d', 'it_support']),
  ...group(
    'leader',
    'LDR',
    [
      ...times(12, HUB),
      'TATESHINA',
      'TATESHINA',
      'MATSUMOTO',
      'MATSUMOTO',
      'AZUMINO',
      'OMACHI',
      'NAKATSUGAWA',
      'ITOIGAWA',
    ],
    MANY,
  ),
  // four outside experts by contract, three more who also help to sell
  ...group('pro', 'PRO', times(7, HUB)),
  ...group('city', 'CITY', [HUB, HUB]),
  ...group('ops', 'OPS', [HUB]),
  ...group(
    'partner',
    'PTN',
    SITES.filter(({ kind }) => kind === 'partner').map(({ code }) => code),
  ),
];

/** One person a client, a second one at every fourth; their rows belong to the hub, which holds the contract. */
export const CLIENT_PEOPLE: readonly SeedPerson[] = CLIENTS.flatMap((client, index) => {
  const number = String(index + 1).padStart(2, '0');
  const first = { ...person('client', `CLI-${number}`, `client${number}`, HUB, 200 + index), ...of(client) };
  if (index % 4 !== 0) return [first];
  return [first, { ...person('client', `CLI-${number}B`, `client${number}b`, HUB, 300 + index), ...of(client) }];
});

function of(client: (typeof CLIENTS)[number]) {
  return { municipality: client.place, clientCode: client.code };
}

function group(role: Role, prefix: string, sites: readonly SiteCode[], skills: readonly Skill[] = []): SeedPerson[] {
  return sites.map((site, index) => {
    const number = String(index + 1).padStart(2, '0');
    const offset = prefix.charCodeAt(0) * 40 + prefix.charCodeAt(1) * 7 + index;
    return { ...person(role, `${prefix}-${number}`, `${role}${number}`, site, offset, skills) };
  });
}

function person(
  role: Role,
  code: string,
  login: string,
  site: SiteCode,
  offset: number,
  skills: readonly Skill[] = [],
): SeedPerson {
  // only who may be put on a team declares hours
  const hours = role === 'leader' || role === 'director' ? 25 : 0;
  return {
    code,
    login,
    role,
    site,
    municipality: SITES.find((one) => one.code === site)?.nameJa ?? site,
    journey: 'active',
    ...inventedName(FIRST_NAME + offset),
    hoursPerWeek: hours,
    ceilingHoursPerWeek: 40,
    wishedMinimumHours: 0,
    turnout: 0.95,
    skills: skills.map((skill) => ({ skill, level: role === 'director' ? 5 : 4 })),
  };
}

function times(count: number, site: SiteCode): SiteCode[] {
  return Array.from({ length: count }, () => site);
}
