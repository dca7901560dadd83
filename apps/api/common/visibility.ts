import { type OperationId, policyOf } from '@kado/auth/policy';
import { ROLES, type Role } from '@kado/domain/roles';
import type { Actor } from './actor';

/** Where an actor may do something, as the parameters of `VISIBLE_ENGAGEMENTS`. */
export interface Reach {
  sites: string[];
  clients: string[];
  memberRoles: Role[];
}

export function reachOf(actor: Actor, operation: OperationId): Reach {
  const row = policyOf(operation);
  const rolesIn = (scope: string): Role[] =>
    typeof row === 'string' ? [] : ROLES.filter((role) => row[role] === scope);
  const siteRoles = rolesIn('site');
  const clientRoles = rolesIn('client');
  return {
    sites: unique(actor.grants.filter((grant) => siteRoles.includes(grant.role)).map((grant) => grant.siteId)),
    clients: unique(
      actor.grants.filter((grant) => clientRoles.includes(grant.role)).flatMap((grant) => grant.clientId ?? []),
    ),
    memberRoles: rolesIn('engagement'),
  };
}

const unique = (ids: string[]): string[] => [...new Set(ids)];

/** Condition on an engagement `e`; parameters $1 sites, $2 clients, $3 person, $4 member roles (`reachParameters`). */
export const VISIBLE_ENGAGEMENTS = `(e.site_id = any ($1::uuid[]) or e.client_id = any ($2::uuid[])
   or exists (select 1 from engagement_member me
               where me.engagement_id = e.id and me.person_id = $3 and me.until is null and me.role = any ($4::text[])))`;

export function reachParameters(actor: Actor, operation: OperationId): unknown[] {
  const { sites, clients, memberRoles } = reachOf(actor, operation);
  return [sites, clients, actor.personId, memberRoles];
}
