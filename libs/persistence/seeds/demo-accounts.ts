import type { Role } from '@kado/domain/roles';
import { type SeedPerson, TELEWORKERS } from './people';
import { CLIENT_PEOPLE, STAFF } from './staff';

export interface DemoAccount {
  login: string;
  password: string;
  role: Role;
  nameJa: string;
  personCode: string;
}

/** One public password for every invented person: these accounts are for trying KADO out and for nothing else. */
export const DEMO_PASSWORD = 'kado-demo';

/**
 * Everybody can sign in: manager01-03, coordinator01-02, director01-08 (07, 08 at partner sites), leader01-20 (13-20 at
 * partner sites), worker01-389 (the number of the person; the hub's are 01-185), client01-20, pro01-07, city01-02, ops01,
 * partner01-10.
 */
export const ALL_DEMO_LOGINS: readonly DemoAccount[] = [...STAFF, ...CLIENT_PEOPLE, ...TELEWORKERS].map(account);

const SHOWN = [
  'manager01',
  'manager02',
  'coordinator01',
  'director01',
  'director02',
  'leader01',
  'leader02',
  'worker01',
  'worker02',
  'client01',
  'pro01',
  'partner01',
  'city01',
  'ops01',
];

/** The small table for people: one or two a role. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = SHOWN.map(demoAccount);

/** The account of a login; an unknown login is a mistake of the caller. */
export function demoAccount(login: string): DemoAccount {
  const found = ALL_DEMO_LOGINS.find((one) => one.login === login);
  if (!found) throw new RangeError(`No demo account has the login ${login}`);
  return found;
}

function account({ login, role, familyName, givenName, code }: SeedPerson): DemoAccount {
  return { login, password: DEMO_PASSWORD, role, nameJa: `${familyName} ${givenName}`, personCode: code };
}
