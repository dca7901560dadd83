import type { Settings } from '@kado/config/settings';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import type { Engagement, EngagementItem } from '@kado/contracts/schemas/engagement';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import type { z } from 'zod';

type Item = z.output<typeof EngagementItem>;
type Whole = z.output<typeof Engagement>;

export interface EngagementViewRow extends Omit<Item, 'stageSince' | 'nextDueAt' | 'createdAt' | 'closedAt'> {
  description: string;
  siteId: string;
  rowVersion: number;
  stageSince: Date;
  nextDueAt: Date | null;
  createdAt: Date;
  closedAt: Date | null;
  /** `createdAt` to the microsecond, for cursors. */
  position: string;
}

/** From here the engagement is `e`, its client `c`, its open human tasks `w`. */
export const SELECT_ENGAGEMENT = `
  select e.id, e.key, e.title, e.description, e.category, e.stage, e.site_id as "siteId", e.row_version as "rowVersion",
         e.stage_since as "stageSince", e.delivery_due as "deliveryDue", e.created_at as "createdAt", e.closed_at as "closedAt",
         to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position,
         json_build_object('id', c.id, 'code', c.code, 'name', c.name) as client,
         coalesce(w.roles, '{}') as "waitingFor", w.next_due as "nextDueAt"
    from engagement e join client c on c.id = e.client_id
    left join lateral (select array_agg(distinct t.role order by t.role) as roles, min(t.due_at) as next_due
                         from human_task t where t.engagement_id = e.id and t.status = 'open') w on true`;

export function showItem(row: EngagementViewRow): Item {
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    client: row.client,
    category: row.category,
    stage: row.stage,
    stageSince: row.stageSince.toISOString(),
    waitingFor: row.waitingFor,
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    deliveryDue: row.deliveryDue,
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

/** Names of the team are not for the client; the way to the Temporal UI is for ops only. */
export async function readEngagement(
  tx: Tx,
  id: string,
  roles: readonly Role[],
  settings: Settings,
): Promise<{ body: Whole; rowVersion: number }> {
  const row = await tx.one<EngagementViewRow>(`${SELECT_ENGAGEMENT} where e.id = $1`, [id]);
  if (!row) throw new TypeError(`engagement ${id} is not there`);
  const isClientOnly = roles.every((role) => role === 'client');
  const body: Whole = {
    ...showItem(row),
    description: row.description,
    lots: await countLots(tx, id),
    ...(!isClientOnly && { members: await readMembers(tx, id) }),
    ...(roles.includes('ops') && { temporalUrl: temporalUrl(settings, row.key) }),
  };
  return { body, rowVersion: row.rowVersion };
}

function temporalUrl({ temporalUiUrl, temporalNamespace }: Settings, key: string): string {
  const workflowId = encodeURIComponent(engagementWorkflowId(key));
  return `${temporalUiUrl.replace(/\/$/, '')}/namespaces/${temporalNamespace}/workflows/${workflowId}`;
}

async function countLots(tx: Tx, engagementId: string): Promise<Whole['lots']> {
  const row = await tx.one<Whole['lots']>(
    `select count(*)::int as total, count(*) filter (where stage = 'production')::int as production,
            count(*) filter (where stage = 'quality')::int as quality, count(*) filter (where stage = 'released')::int as released
       from lot where engagement_id = $1 and purpose = 'production'`,
    [engagementId],
  );
  return row ?? { total: 0, production: 0, quality: 0, released: 0 };
}

function readMembers(tx: Tx, engagementId: string): Promise<NonNullable<Whole['members']>> {
  return tx.rows(
    `select json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) as person, m.role, m.purpose
       from engagement_member m join person p on p.id = m.person_id
      where m.engagement_id = $1 and m.until is null
      order by array_position(array['director', 'leader', 'teleworker', 'pro'], m.role), m.since, m.id`,
    [engagementId],
  );
}
