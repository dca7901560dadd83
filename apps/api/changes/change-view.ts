import type { Change } from '@kado/contracts/schemas/changes';
import { type ClausePatch, differencesOf, termsOf, withWish } from '@kado/domain/change-impact';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { RequirementClauses } from '@kado/domain/requirements';
import type { Role } from '@kado/domain/roles';

type Priced = RequirementClauses & { priceYen: number; totalYen: number };

export interface ChangeViewRow {
  no: number;
  requestedBy: 'kado' | 'client';
  author: { id: string; name: string };
  reason: string;
  status: Change['status'];
  createdAt: Date;
  closedAt: Date | null;
  before: Priced;
  wished: ClausePatch;
  offered: Priced | null;
  /** Empty for a change from before it was kept. */
  impact: Partial<NonNullable<Change['impact']>>;
  requirementVersion: number | null;
  quoteVersion: number | null;
  marginBefore: number | null;
  marginAfter: number | null;
  isPut: boolean;
  task: { id: string; kind: HumanTaskKind; role: Role; dueAt: string } | null;
}

/** From here the change is `c`. Terms are put before the client when it is asked for its consent, not when they are noted. */
export const SELECT_CHANGE = `
  select c.change_no as no, c.requested_by as "requestedBy", c.status, c.created_at as "createdAt", c.closed_at as "closedAt",
         c.before, c.wished, c.offered, c.impact, c.requirement_version as "requirementVersion", c.quote_version as "quoteVersion",
         json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) as author, r.text as reason,
         qb.margin_rate::float as "marginBefore", qa.margin_rate::float as "marginAfter",
         exists (select 1 from human_task t where t.engagement_id = c.engagement_id and t.kind = 'consent_change'
                    and (t.subject ->> 'changeNo')::int = c.change_no) as "isPut",
         (select json_build_object('id', t.id, 'kind', t.kind, 'role', t.role, 'dueAt', t.due_at) from human_task t
           where t.engagement_id = c.engagement_id and t.status = 'open' and (t.subject ->> 'changeNo')::int = c.change_no
           order by t.since limit 1) as task
    from change_request c join person p on p.id = c.author_id join reason_text r on r.id = c.reason_id
    left join quote qb on qb.engagement_id = c.engagement_id and qb.version = (c.before ->> 'quoteVersion')::int
    left join quote qa on qa.engagement_id = c.engagement_id and qa.version = c.quote_version`;

/** Who reads what: prices are for managers and the client, margins for managers, hours for those who plan with them. */
export function showChange(row: ChangeViewRow, roles: readonly Role[], viewerId: string): Change {
  const is = (...some: Role[]) => some.some((role) => roles.includes(role));
  const isClientOnly = roles.every((role) => role === 'client');
  // A manager's offer that is not put before the client yet is nobody else's business.
  const offered = row.isPut || is('manager') ? row.offered : null;
  const after = offered ?? withWish(row.before, row.wished);
  const { requirementVersion, quoteVersion } = offered ? row : { requirementVersion: null, quoteVersion: null };
  return {
    no: row.no,
    requestedBy: row.requestedBy,
    author: !isClientOnly || row.requestedBy === 'client' || row.author.id === viewerId ? row.author : null,
    ...(is('manager', 'client', 'director', 'coordinator') && { reason: row.reason }),
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    isOffered: row.isPut,
    before: termsOf(row.before),
    after: termsOf(after),
    differences: differencesOf(row.before, after),
    deliveryDue: { before: row.before.deliveryDue, after: after.deliveryDue },
    ...(is('manager', 'client') && { price: priceOf(row.before, offered) }),
    ...(is('manager') && row.marginBefore !== null && { margin: { before: row.marginBefore, after: row.marginAfter } }),
    ...(is('manager', 'director', 'coordinator') && impactOf(row, is('manager'))),
    requirementVersion,
    quoteVersion,
    waitsFor: waitOf(row),
  };
}

function priceOf(before: Priced, after: Priced | null): Change['price'] {
  return {
    before: { priceYen: before.priceYen, totalYen: before.totalYen },
    after: after && { priceYen: after.priceYen, totalYen: after.totalYen },
    diffYen: after && after.priceYen - before.priceYen,
  };
}

function impactOf({ impact }: ChangeViewRow, withPrice: boolean): Pick<Change, 'impact'> {
  const { hours, hoursDiff, deliveryDue, priceYen, priceDiffYen } = impact;
  if (hours === undefined || hoursDiff === undefined || deliveryDue === undefined) return {};
  return { impact: { hours, hoursDiff, deliveryDue, ...(withPrice && { priceYen, priceDiffYen }) } };
}

function waitOf({ task }: ChangeViewRow): Change['waitsFor'] {
  if (!task) return null;
  const { ja, en } = kindSpec(task.kind);
  return {
    taskId: task.id,
    kind: task.kind,
    role: task.role,
    dueAt: new Date(task.dueAt).toISOString(),
    nextStep: { ja, en },
  };
}
