import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';

export interface EngagementScope {
  id: string;
  siteId: string;
  clientId: string;
}

/**
 * Roles a person really holds in one engagement: by grant for those who act for a whole site or a client, by membership
 * for everybody who works in the team. Empty for somebody who has nothing to do with it.
 */
export async function rolesInEngagement(tx: Tx, personId: string, engagement: EngagementScope): Promise<Role[]> {
  const rows = await tx.rows<{ role: Role }>(
    `select g.role from role_grant g
      where g.person_id = $1
        and ((g.role in ('manager', 'coordinator', 'city', 'ops', 'partner') and g.site_id = $3)
          or (g.role = 'client' and g.client_id = $4))
     union
     select m.role from engagement_member m where m.engagement_id = $2 and m.person_id = $1 and m.until is null`,
    [personId, engagement.id, engagement.siteId, engagement.clientId],
  );
  return rows.map((row) => row.role);
}
