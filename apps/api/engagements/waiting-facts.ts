import { type Compensation, compensationsFor } from '@kado/domain/commands';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { type ChapterName, chapterOf, type LotStage, type Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { holderAbsence } from '@kado/persistence/repositories/task-holders';
import type { SubjectFacts } from '../common/subject-words';

export type Person = { id: string; name: string };

export interface TaskFacts {
  taskId: string;
  kind: HumanTaskKind;
  role: Role;
  escalatedTo: Role[];
  waitsFor: 'kado' | 'client';
  since: Date;
  dueAt: Date;
  pausedAt: Date | null;
  subject: SubjectFacts;
  lotNo: number | null;
  chapter: string | null;
  /** Silence decides at the end of the term. */
  expires: boolean;
  who: Person | null;
  claimedAt: Date | null;
  /** Whoever has it is away today. */
  holderAbsence: { until: string | null; cover: Person | null } | null;
}

export interface LotFacts {
  lotNo: number;
  stage: LotStage;
  round: number;
  open: number;
  total: number;
  since: Date;
  lastActivityAt: Date | null;
}

export interface DeliveryFacts {
  deliveryNo: number;
  items: number;
  rejectedItems: number;
  sentAt: Date | null;
}

export interface EndFacts {
  closedAt: Date | null;
  role: Role | null;
  who: Person | null;
  reason: string | null;
  reopenedAs: string[];
}

const name = (alias: string): string =>
  `case when ${alias}.id is not null then json_build_object('id', ${alias}.id, 'name', ${alias}.family_name || ' ' || ${alias}.given_name) end`;

export function readTasks(tx: Tx, engagementId: string): Promise<TaskFacts[]> {
  return tx.rows<TaskFacts>(
    `select t.id as "taskId", t.kind, t.role, t.escalated_to as "escalatedTo", t.waits_for as "waitsFor", t.since, t.due_at as "dueAt",
            t.claimed_at as "claimedAt", t.paused_at as "pausedAt", t.subject, l.lot_no as "lotNo", t.chapter, t.clocks @> '[{"code":"expire"}]' as expires, ${name('p')} as who,
            case when ab.id is not null then json_build_object('until', ab.last_day, 'cover', ${name('c')}) end as "holderAbsence"
       from human_task t join engagement e on e.id = t.engagement_id
       left join person p on p.id = t.claimed_by left join lot l on l.id = t.lot_id
       left join lateral ${holderAbsence} ab on true left join person c on c.id = ab.cover_id
      where t.engagement_id = $1 and t.status = 'open' order by t.due_at, t.id`,
    [engagementId],
  );
}

/** Lots that are not at their end: their items, and when somebody last did something with one of them. */
export function readLots(tx: Tx, engagementId: string): Promise<LotFacts[]> {
  return tx.rows<LotFacts>(
    `select l.lot_no as "lotNo", l.stage, l.round, l.open, l.total,
            coalesce((select max(a.at) from audit_log a where a.engagement_id = l.engagement_id
                         and a.operation = 'lots.stage' and a.entity_id = l.id::text), l.created_at) as since,
            (select max(w.updated_at) from work_item w where w.lot_id = l.id) as "lastActivityAt"
       from lot l where l.engagement_id = $1 and l.stage in ('production', 'quality', 'released')
        and (l.purpose = 'production' or l.stage <> 'released') order by l.lot_no`,
    [engagementId],
  );
}

export function readSentDeliveries(tx: Tx, engagementId: string): Promise<DeliveryFacts[]> {
  return tx.rows<DeliveryFacts>(
    `select d.delivery_no as "deliveryNo", d.items, d.sent_at as "sentAt",
            (select count(*)::int from delivery_rejection r where r.delivery_id = d.id) as "rejectedItems"
       from delivery d where d.engagement_id = $1 and d.status = 'sent' order by d.delivery_no`,
    [engagementId],
  );
}

/** Which steps of a cancelling are left, in their order; the same list as the workflow's own. */
export async function readStepsLeft(tx: Tx, engagementId: string): Promise<Compensation[]> {
  const row = await tx.one<{
    stages: Stage[];
    piloted: boolean;
    working: boolean;
    offered: boolean;
    bare: boolean;
    begun: string[];
    open: string[];
  }>(
    `select array(select distinct coalesce(a.after ->> 'held', a.after ->> 'stage') from audit_log a
                   where a.engagement_id = e.id and a.operation = 'engagements.stage') as stages,
            exists (select 1 from lot l where l.engagement_id = e.id and l.purpose = 'pilot') as piloted,
            exists (select 1 from lot l where l.engagement_id = e.id and l.stage in ('production', 'quality', 'released')) as working,
            exists (select 1 from offer o where o.engagement_id = e.id and o.status = 'sent') as offered,
            exists (select 1 from audit_log a where a.engagement_id = e.id and a.operation = 'repairs.terminate') as bare,
            array(select t.kind from human_task t where t.engagement_id = e.id and t.chapter = 'cancelling' and t.status <> 'cancelled') as begun,
            array(select t.kind from human_task t where t.engagement_id = e.id and t.chapter = 'cancelling' and t.status = 'open') as open
       from engagement e where e.id = $1`,
    [engagementId],
  );
  if (!row) return [];
  const reached = [...new Set<ChapterName>(['inquiry', ...row.stages.flatMap((stage) => chapterOf(stage) ?? [])])];
  const steps = compensationsFor(reached, row.piloted).filter((step) => !row.bare || BY_SYSTEM.includes(step));
  // One after the other: what comes before a step that was begun is done.
  const last = steps.findLastIndex((step) => row.begun.includes(step));
  const isDone = (step: Compensation, at: number): boolean => {
    if (at < last || (at === last && !row.open.includes(step))) return true;
    if (step === 'stop_lots') return !row.working;
    return step === 'withdraw_offers' && !row.offered;
  };
  return steps.filter((step, at) => !isDone(step, at));
}

export const BY_SYSTEM: readonly Compensation[] = ['stop_lots', 'withdraw_offers'];

/** How it ended: whose word it was where it was one person's, and what goes on from it. */
export async function readEnd(tx: Tx, engagementId: string): Promise<EndFacts> {
  const row = await tx.one<EndFacts>(
    `select e.closed_at as "closedAt", a.actor_role as role, ${name('p')} as who, r.text as reason,
            array(select o.key from engagement o where o.reopens = e.id order by o.created_at, o.id) as "reopenedAs"
       from engagement e
       left join lateral (select actor_id, actor_role, reason_id from audit_log
                           where engagement_id = e.id and e.stage <> 'closed'
                             and (operation in ('engagements.cancel', 'engagements.lose', 'repairs.terminate')
                               or (operation = 'humanTasks.complete' and after ->> 'outcome' in ('declined', 'expired')
                                 and after ->> 'kind' in ('qualify_inquiry', 'sign_requirements')))
                           order by id desc limit 1) a on true
       left join person p on p.id = a.actor_id left join reason_text r on r.id = a.reason_id
      where e.id = $1`,
    [engagementId],
  );
  return row ?? { closedAt: null, role: null, who: null, reason: null, reopenedAs: [] };
}
