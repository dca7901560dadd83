import { Algorithm, hash } from '@node-rs/argon2';
import { createDataSource } from '../data-source';
import { Database, SYSTEM, type Tx } from '../database';
import { CLIENTS } from './clients';
import { DEMO_PASSWORD } from './demo-accounts';
import { seedId } from './ids';
import { PRACTISED, type SeedPerson, TELEWORKERS } from './people';
import { HUB, SITES } from './sites';
import { CLIENT_PEOPLE, STAFF } from './staff';

export interface SeedOptions {
  /** `few`: all staff and clients, the practised teleworkers of the hub and three of every partner site, for tests. */
  people?: 'all' | 'few';
}

/** The programme's fiscal year begins: a fixed instant, so that every store holds the same rows. */
const BEGIN = '2023-04-01T00:00:00+09:00';

/**
 * Fills a store with KADO of FY2023: sites, clients, people, demo accounts. Ids follow from codes, rows that exist are
 * left as they are (whoever changed them since), so a second run changes nothing. Never for a store of real people: all
 * accounts share one public password.
 */
export async function seed(ownerUrl: string, options: SeedOptions = {}): Promise<void> {
  const people = [...STAFF, ...CLIENT_PEOPLE, ...(options.people === 'few' ? fewTeleworkers() : TELEWORKERS)];
  // One hash for all: argon2id is slow on purpose, and the password is the same.
  const passwordHash = await hash(DEMO_PASSWORD, {
    algorithm: Algorithm.Argon2id,
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
  const database = new Database(createDataSource(ownerUrl, 1));
  try {
    await database.transaction(SYSTEM, async (tx) => {
      await tx.rows("select pg_advisory_xact_lock(hashtext('kado-seed'))");
      const added = {
        site: await insert(tx, 'site', SITES.map(siteRow)),
        client: await insert(tx, 'client', CLIENTS.map(clientRow)),
        person: await insert(tx, 'person', people.map(personRow)),
        person_skill: await insert(tx, 'person_skill', people.flatMap(skillRows), 'person_id, skill'),
        account: await insert(
          tx,
          'account',
          people.map((person) => accountRow(person, passwordHash)),
        ),
        role_grant: await insert(tx, 'role_grant', people.map(grantRow)),
      };
      if (Object.values(added).every((count) => count === 0)) return;
      await tx.audit({
        siteId: seedId('site', HUB),
        actorId: null,
        via: 'system',
        operation: 'seed',
        entity: 'site',
        entityId: seedId('site', HUB),
        after: added,
      });
    });
  } finally {
    await database.close();
  }
}

function fewTeleworkers(): SeedPerson[] {
  const perSite = new Map<string, number>();
  return TELEWORKERS.filter(({ site }) => {
    const count = (perSite.get(site) ?? 0) + 1;
    perSite.set(site, count);
    return count <= (site === HUB ? PRACTISED : 3);
  });
}

type Row = Record<string, string | number | null>;

/** Adds the rows that are not there yet, in one statement; answers how many those were. */
async function insert(tx: Tx, table: string, rows: readonly Row[], key = 'id'): Promise<number> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const added = await tx.rows(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)
     on conflict (${key}) do nothing returning 1`,
    [JSON.stringify(rows)],
  );
  return added.length;
}

function siteRow({ code, nameJa, nameEn, kind }: (typeof SITES)[number]): Row {
  return { id: seedId('site', code), code, name_ja: nameJa, name_en: nameEn, kind, created_at: BEGIN };
}

function clientRow({ code, name, nameKana, kind }: (typeof CLIENTS)[number]): Row {
  const site_id = seedId('site', HUB);
  return { id: seedId('client', code), site_id, code, name, name_kana: nameKana, kind, created_at: BEGIN };
}

function personRow(person: SeedPerson): Row {
  return {
    id: seedId('person', person.code),
    site_id: seedId('site', person.site),
    code: person.code,
    family_name: person.familyName,
    given_name: person.givenName,
    family_kana: person.familyKana,
    given_kana: person.givenKana,
    municipality: person.municipality,
    journey: person.journey,
    hours_per_week: person.hoursPerWeek,
    ceiling_hours_per_week: person.ceilingHoursPerWeek,
    wished_minimum_hours: person.wishedMinimumHours,
    turnout: person.turnout,
    created_at: BEGIN,
  };
}

function skillRows(person: SeedPerson): Row[] {
  const owner = { person_id: seedId('person', person.code), site_id: seedId('site', person.site) };
  return person.skills.map(({ skill, level }) => ({ ...owner, skill, level }));
}

function accountRow(person: SeedPerson, passwordHash: string): Row {
  return {
    id: seedId('account', person.code),
    site_id: seedId('site', person.site),
    person_id: seedId('person', person.code),
    login: person.login,
    password_hash: passwordHash,
    created_at: BEGIN,
  };
}

function grantRow(person: SeedPerson): Row {
  return {
    id: seedId('role_grant', `${person.code}:${person.role}`),
    site_id: seedId('site', person.site),
    person_id: seedId('person', person.code),
    role: person.role,
    client_id: person.clientCode ? seedId('client', person.clientCode) : null,
    created_at: BEGIN,
  };
}
