import type { Settings } from '@kado/config/settings';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import type { Engagement, EngagementItem } from '@kado/contracts/schemas/engagement';
import { LOT_STAGES } from '@kado/domain/lifecycle';
import { ROLES, type Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import type { z } from 'zod';

type Item = z.output<typeof EngagementItem>;
type Whole = z.output<typeof Engagement>;

export interface EngagementViewRow
  extends Omit<Item, 'stageSince' | 'heldSince' | 'nextDueAt' | 'createdAt' | 'closedAt'> {
  description: string;
  siteId: string;
  rowVersion: number;
  stageSince: Date;
  heldSince: Date | null;
  nextDueAt: Date | null;
  createdAt: Date;
  closedAt: Date | null;
  /** `createdAt` to the microsecond, for cursors. */
  position: string;
}

/** From here the engagement is `e`, its client `c`, its open human tasks `w`. */
export const SELECT_ENGAGEMENT = `
  select e.id, e.key, e.title, e.description, e.category, e.stage, e.site_id as "siteId", e.row_version as "rowVersion",
         e.stage_since as "stageSince", e.held_stage as "heldStage", e.held_since as "heldSince", e.delivery_due as "deliveryDue", e.created_at as "createdAt", e.closed_at as "closedAt",
         to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position,
         json_build_object('id', c.id, 'code', c.code, 'name', c.name) as client,
         coalesce(w.roles, '{}') as "waitingFor", w.next_due as "nextDueAt",
         (select r.clauses ->> 'deliveryDue' from requirement_version r
           where r.engagement_id = e.id and r.status = 'signed' order by r.version desc limit 1) as "agreedDue"
    from engagement e join client c on c.id = e.client_id
    left join lateral (select array_agg(distinct t.role order by t.role) as roles, min(t.due_at) filter (where t.paused_at is null) as next_due
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
    heldStage: row.heldStage,
    heldSince: row.heldSince?.toISOString() ?? null,
    waitingFor: row.waitingFor,
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    deliveryDue: row.deliveryDue,
    agreedDue: row.agreedDue,
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
    deliveries: await countDeliveries(tx, id),
    ...(await readLinks(tx, id)),
    myRoles: ROLES.filter((role) => roles.includes(role)),
    ...(!isClientOnly && { members: await readMembers(tx, id) }),
    ...(roles.includes('ops') && { temporalUrl: temporalUrl(settings, row.key) }),
  };
  return { body, rowVersion: row.rowVersion };
}

function temporalUrl({ temporalUiUrl, temporalNamespace }: Settings, key: string): string {
  const workflowId = encodeURIComponent(engagementWorkflowId(key));
  return `${temporalUiUrl.replace(/\/$/, '')}/namespaces/${temporalNamespace}/workflows/${workflowId}`;
}

/** How many rows of a table stand in each of these states, and all of them. */
async function countBy<K extends string>(
  tx: Tx,
  states: readonly K[],
  sql: string,
  engagementId: string,
): Promise<Record<K | 'total', number>> {
  const rows = await tx.rows<{ state: K; n: number }>(sql, [engagementId]);
  const counted = new Map(rows.map(({ state, n }) => [state, n]));
  const total = rows.reduce((sum, { n }) => sum + n, 0);
  return { ...Object.fromEntries(states.map((state) => [state, counted.get(state) ?? 0])), total } as Record<
    K | 'total',
    number
  >;
}

function countLots(tx: Tx, engagementId: string): Promise<Whole['lots']> {
  return countBy(
    tx,
    LOT_STAGES,
    `select stage as state, count(*)::int as n from lot where engagement_id = $1 and purpose = 'production' group by stage`,
    engagementId,
  );
}

function countDeliveries(tx: Tx, engagementId: string): Promise<Whole['deliveries']> {
  return countBy(
    tx,
    ['built', 'sent', 'accepted', 'rejected'],
    'select status as state, count(*)::int as n from delivery where engagement_id = $1 group by status',
    engagementId,
  );
}

async function readLinks(tx: Tx, id: string): Promise<Pick<Whole, 'reopens' | 'reopenedAs'>> {
  const rows = await tx.rows<Whole['reopenedAs'][number] & { isEarlier: boolean }>(
    `select o.id, o.key, o.stage, o.id = e.reopens as "isEarlier" from engagement e
       join engagement o on o.id = e.reopens or o.reopens = e.id
      where e.id = $1 order by o.created_at, o.id`,
    [id],
  );
  const link = ({ isEarlier: _, ...row }: (typeof rows)[number]) => row;
  return {
    reopens: rows.filter((row) => row.isEarlier).map(link)[0] ?? null,
    reopenedAs: rows.filter((row) => !row.isEarlier).map(link),
  };
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
