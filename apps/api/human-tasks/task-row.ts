import { rolesInEngagement } from '@kado/auth/grants';
import { type OperationId, scopeOfRole } from '@kado/auth/policy';
import type { HumanTask } from '@kado/contracts/schemas/human-task';
import { CLOCK_NAMES, type ClockPoint } from '@kado/domain/clock-codes';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { isExcluded } from '@kado/persistence/repositories/task-authors';
import { holderAbsence, mayHold, standsIn } from '@kado/persistence/repositories/task-holders';
import type { z } from 'zod';
import type { Entitled } from '../common/access.service';
import type { Actor } from '../common/actor';
import { onHoldProblem, readHold } from '../common/hold';
import { holdPeople } from '../common/hold-people';
import { Problem } from '../common/problem';
import { type SubjectFacts, subjectWords } from '../common/subject-words';

type Shown = z.output<typeof HumanTask>;
type Person = { id: string; name: string };

export interface TaskRow {
  id: string;
  kind: HumanTaskKind;
  role: Role;
  waitsFor: 'kado' | 'client';
  status: Shown['status'];
  since: Date;
  dueAt: Date;
  pausedAt: Date | null;
  /** Roles that may decide too, since the term ran out. */
  escalatedTo: Role[];
  subject: SubjectFacts;
  clocks: ClockPoint[];
  /** What has struck, by code. */
  struck: Record<string, string>;
  claimedBy: Person | null;
  claimedAt: Date | null;
  /** Who passed it on and gets it back. */
  ownerId: string | null;
  delegations: number;
  isHolderAbsent: boolean;
  absentUntil: string | null;
  cover: Person | null;
  outcome: string | null;
  decidedBy: Person | null;
  decidedVia: Shown['decidedVia'];
  decidedAt: Date | null;
  /** The viewer has written what is decided on, or handed it in. */
  isExcluded: boolean;
  workflowId: string;
  rowVersion: number;
  siteId: string;
  clientId: string;
  stage: Stage;
  engagement: Shown['engagement'];
  lot: Shown['lot'];
  /** The viewer holds a role in this engagement that decides it, and is not excluded. */
  holdsRole: boolean;
}

const person = (alias: string): string =>
  `case when ${alias}.id is not null then json_build_object('id', ${alias}.id, 'name', ${alias}.family_name || ' ' || ${alias}.given_name) end`;

/** The human task is `t`, its engagement `e`; `me` names the parameter that holds the viewer's person id. */
export const selectTask = (me: string): string => `
  select t.id, t.kind, t.role, t.waits_for as "waitsFor", t.status, t.since, t.due_at as "dueAt", t.claimed_at as "claimedAt",
         t.paused_at as "pausedAt", t.escalated_to as "escalatedTo", t.subject, t.clocks, t.struck,
         t.outcome, t.decided_via as "decidedVia", t.decided_at as "decidedAt", t.workflow_id as "workflowId", t.row_version as "rowVersion",
         t.site_id as "siteId", e.client_id as "clientId", e.stage,
         json_build_object('id', e.id, 'key', e.key, 'title', e.title) as engagement,
         case when l.id is not null then json_build_object('id', l.id, 'key', l.key, 'lotNo', l.lot_no) end as lot,
         ${person('cp')} as "claimedBy", ${person('dp')} as "decidedBy", t.owner_id as "ownerId", t.delegations,
         ab.id is not null as "isHolderAbsent",
         ab.last_day as "absentUntil", ${person('vp')} as cover, r.holds as "holdsRole",
         ${isExcluded(me)} as "isExcluded"
    from human_task t join engagement e on e.id = t.engagement_id left join lot l on l.id = t.lot_id
    left join person cp on cp.id = t.claimed_by left join person dp on dp.id = t.decided_by
    left join lateral ${holderAbsence} ab on true left join person vp on vp.id = ab.cover_id
    cross join lateral (select ${mayHold(me)} as holds) r`;

/** People of a client read no names but those of their own side. */
export function showTask(row: TaskRow, viewer: Actor): Shown {
  const spec = kindSpec(row.kind);
  const isOutsider = viewer.roles.every((role) => role === 'client') && row.role !== 'client';
  const obstacle = obstacleOf(row);
  return {
    id: row.id,
    kind: row.kind,
    nameJa: spec.ja,
    nameEn: spec.en,
    label: subjectWords(row.subject),
    subject: row.subject,
    role: row.role,
    escalatedTo: row.escalatedTo,
    waitsFor: row.waitsFor,
    status: row.status,
    since: row.since.toISOString(),
    dueAt: row.dueAt.toISOString(),
    pausedAt: row.pausedAt?.toISOString() ?? null,
    clocks: row.status === 'open' ? nextClocks(row) : [],
    claimedBy: isOutsider ? null : row.claimedBy,
    claimedAt: row.claimedAt?.toISOString() ?? null,
    holderAbsence: row.isHolderAbsent && !isOutsider ? { until: row.absentUntil, cover: row.cover } : null,
    ownerId: isOutsider ? null : row.ownerId,
    outcomes: [...spec.outcomes],
    byClock: [...(spec.byClock ?? [])],
    reasonFor: [...(spec.reasonFor ?? [])],
    outcome: row.outcome,
    decidedBy: isOutsider ? null : row.decidedBy,
    decidedVia: row.decidedVia,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    mayDecide: row.status === 'open' && obstacle === null,
    obstacle: row.status === 'open' ? obstacle : null,
    engagement: row.engagement,
    lot: row.lot,
  };
}

/** Points still to come; of a task that stands still, those that were to come when it stopped. */
function nextClocks({ clocks, struck, pausedAt }: TaskRow): Shown['clocks'] {
  const from = (pausedAt ?? new Date()).toISOString();
  return clocks
    .filter(({ code, at }) => at > from && struck[code] === undefined)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ code, at }) => ({ code, at, name: CLOCK_NAMES[code] }));
}

function obstacleOf(row: TaskRow): Shown['obstacle'] {
  if (row.isExcluded) return 'four_eyes';
  if (!row.holdsRole) return 'role';
  return standsStill(row) ? 'on_hold' : null;
}

/** On hold nothing is decided but what ops repairs; the workflow has the same rule. */
function standsStill({ stage, kind }: TaskRow): boolean {
  return stage === 'on_hold' && kindSpec(kind).role !== 'ops';
}

/** The task, found for an actor and an operation: 404 out of scope, 403 without the right. Decisions ask for its role too. */
export async function requireTask(
  tx: Tx,
  actor: Actor,
  operation: OperationId,
  id: string,
  options: { toDecide: boolean; lock?: boolean; recipientId?: string | null },
): Promise<Entitled<TaskRow>> {
  if (options.lock) {
    await holdPeople(tx, [actor.personId, options.recipientId], 'share');
    await tx.rows('select 1 from human_task where id = $1 for update', [id]);
  }
  const row = await tx.one<TaskRow>(`${selectTask('$2')} where t.id = $1`, [id, actor.personId]);
  const roles = row
    ? await rolesInEngagement(tx, actor.personId, { id: row.engagement.id, siteId: row.siteId, clientId: row.clientId })
    : [];
  if (!row || roles.length === 0) throw new Problem(404, 'human_task_not_found');
  const entitled = roles.filter((role) => scopeOfRole(operation, role) !== undefined);
  // People of a client see what is theirs to decide; the rest they read as `waiting`.
  const mayLook = entitled.some((role) => role !== 'client' || row.role === 'client');
  if (!mayLook) throw new Problem(403, 'forbidden');
  const deciding = [row.role, ...row.escalatedTo];
  if (options.toDecide && !deciding.some((role) => roles.includes(role)))
    throw new Problem(403, 'role_not_allowed', { extras: { role: row.role } });
  const actingRole = [...deciding, ...entitled].find((role) => roles.includes(role)) as Role;
  return { ...row, actingRole };
}

/** A task that nobody has decided and that was not taken back. */
export function requireUndecided(row: TaskRow): void {
  if (row.status === 'cancelled') throw new Problem(409, 'task_withdrawn', { extras: { stage: row.stage } });
  if (row.status !== 'open')
    throw new Problem(409, 'decision_already_made', { extras: { stage: row.stage, outcome: row.outcome } });
}

/**
 * What every door to a decision refuses before the engine is asked. Somebody else's is free while they are away. Who holds
 * what they wrote may still give it up: it would lie with them for ever.
 */
export async function requireOpen(
  tx: Tx,
  row: TaskRow,
  actor: Actor,
  options: { toGiveUp?: boolean } = {},
): Promise<void> {
  requireUndecided(row);
  const mayGiveUp = options.toGiveUp && row.claimedBy?.id === actor.personId;
  if (row.isExcluded && !mayGiveUp) throw new Problem(403, 'four_eyes');
  if (row.claimedBy && row.claimedBy.id !== actor.personId && !(await standsIn(tx, row.id, actor.personId)))
    throw new Problem(409, 'claimed_by_other', {
      extras: { claimedBy: row.claimedBy, claimedAt: row.claimedAt?.toISOString(), stage: row.stage },
    });
}

/** What is new work waits while the engagement is on hold; handing over what one has does not. */
export async function requireMoving(tx: Tx, row: TaskRow, actor: Actor): Promise<void> {
  if (!standsStill(row)) return;
  const hold = await readHold(tx, row.engagement.id);
  if (hold)
    throw onHoldProblem(
      hold,
      actor.roles.every((role) => role === 'client'),
    );
}
