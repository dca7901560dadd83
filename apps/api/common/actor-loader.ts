import type { Role } from '@kado/domain/roles';
import { type Database, SYSTEM } from '@kado/persistence/database';
import type { Actor, Grant } from './actor';

interface ActorRow {
  login: string;
  name: string;
  home: string;
  locale: 'ja' | 'en';
  grants: Grant[];
  member_roles: Role[];
  other_sites: string[];
}

/** One query a request: what was granted or taken away a moment ago counts at once. */
export async function loadActor(database: Database, personId: string): Promise<Actor | undefined> {
  const row = await database.transaction(SYSTEM, (tx) =>
    tx.one<ActorRow>(
      `select a.login, p.family_name || ' ' || p.given_name as name, a.site_id as home, a.locale,
              (select coalesce(json_agg(json_build_object('role', g.role, 'siteId', g.site_id, 'clientId', g.client_id) order by g.id), '[]')
                 from role_grant g where g.person_id = p.id) as grants,
              array(select distinct m.role from engagement_member m where m.person_id = p.id and m.until is null) as member_roles,
              array(select m.site_id::text from engagement_member m where m.person_id = p.id and m.until is null
                    union select o.site_id::text from offer o where o.person_id = p.id) as other_sites
         from account a join person p on p.id = a.person_id
        where a.person_id = $1 and a.disabled_at is null`,
      [personId],
    ),
  );
  if (!row) return undefined;
  const siteIds = [...new Set(row.grants.map((grant) => grant.siteId))];
  return {
    personId,
    login: row.login,
    name: row.name,
    homeSiteId: row.home,
    siteIds,
    grants: row.grants,
    roles: [...new Set([...row.grants.map((grant) => grant.role), ...row.member_roles])],
    locale: row.locale,
    scope: { actorId: personId, sites: [...new Set([...siteIds, row.home, ...row.other_sites])] },
  };
}
