import type { StepOwner } from '@kado/contracts/activities';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '../database';

/** A word to people, in the transaction of what it tells. The same key reaches each of them once. */
export interface Notice {
  kind: string;
  key: string;
  data?: Record<string, unknown>;
  /** Roles in this engagement, by grant or by membership. */
  roles: readonly Role[];
}

export async function notify(tx: Tx, owner: StepOwner, notice: Notice): Promise<void> {
  await tx.rows(
    `insert into notice (id, site_id, engagement_id, person_id, kind, key, data)
     select gen_random_uuid(), $1, e.id, r.person_id, $3, $4, $5
       from engagement e cross join lateral (
         select g.person_id from role_grant g
          where g.role = any ($6::text[])
            and ((g.role in ('manager', 'coordinator', 'ops', 'partner') and g.site_id = e.site_id)
              or (g.role = 'client' and g.client_id = e.client_id))
         union
         select m.person_id from engagement_member m
          where m.engagement_id = e.id and m.until is null and m.role = any ($6::text[])) r
      where e.id = $2
     on conflict (person_id, key) do nothing`,
    [owner.siteId, owner.engagementId, notice.kind, notice.key, JSON.stringify(notice.data ?? {}), notice.roles],
  );
}
