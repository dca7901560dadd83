import { newId, type Tx } from '../database';
import { isExcluded } from './task-authors';

/** `person` holds a role in the engagement `e` that decides the human task `t`, and has not written what it is about. */
export const mayHold = (person: string): string => `(
  not ${isExcluded(person)} and (
    exists (select 1 from role_grant g where g.person_id = ${person} and g.role = any (t.escalated_to || t.role)
               and ((g.role in ('manager', 'coordinator', 'ops') and g.site_id = e.site_id) or (g.role = 'client' and g.client_id = e.client_id)))
    or exists (select 1 from engagement_member m where m.engagement_id = e.id and m.person_id = ${person}
                  and m.role = any (t.escalated_to || t.role) and m.until is null)))`;

const TODAY = `(now() at time zone 'Asia/Tokyo')::date`;

/** The absence that a person is in today in Japan; columns cover_id, last_day, id. */
export const absenceOf = (person: string): string => `
  (select a.id, a.cover_id, a.last_day from absence a
    where a.person_id = ${person} and a.ended_at is null and a.first_day <= ${TODAY} and (a.last_day is null or a.last_day >= ${TODAY})
    order by a.first_day limit 1)`;

/**
 * The absence that the holder of the human task `t` is in today: until when, and the cover. A cover who may not decide this,
 * or is away too, is none. An absence that begins on a day needs no timer: this is asked whenever somebody acts.
 */
export const holderAbsence = `
  (select h.id, h.last_day, case when ${mayHold('h.cover_id')} and not exists ${absenceOf('h.cover_id')} then h.cover_id end as cover_id
     from ${absenceOf('t.claimed_by')} h)`;

/** `person` may decide the task `t`, its role given: nobody holds it, they do, or they stand in (`ab` is its `holderAbsence`). */
export const isFreeFor = (person: string): string =>
  `(coalesce(t.claimed_by, ${person}) = ${person} or (ab.id is not null and coalesce(ab.cover_id, ${person}) = ${person}))`;

/** Whoever holds a task and is away today is stood in for: by the cover, or by anybody who may where there is none. */
export async function standsIn(tx: Tx, taskId: string, actorId: string): Promise<boolean> {
  const row = await tx.one<{ stands: boolean }>(
    `select ${isFreeFor('$2::uuid')} as stands
       from human_task t join engagement e on e.id = t.engagement_id cross join lateral ${holderAbsence} ab
      where t.id = $1 and t.claimed_by is not null`,
    [taskId, actorId],
  );
  return row?.stands === true;
}

export async function isAbsent(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.one(`select 1 from ${absenceOf('$1::uuid')} ab`, [personId])) !== undefined;
}

/** Somebody who may decide the task and is there today. */
export async function mayTake(tx: Tx, taskId: string, personId: string): Promise<boolean> {
  const row = await tx.one<{ may: boolean }>(
    `select ${mayHold('$2::uuid')} and not exists ${absenceOf('$2::uuid')} as may
       from human_task t join engagement e on e.id = t.engagement_id where t.id = $1`,
    [taskId, personId],
  );
  return row?.may === true;
}

export interface Passing {
  from: string;
  /** Who gets what they may hold; the rest goes back to everybody. */
  to: string | null;
  /** In the place of `from`, who stays the owner: what is decided is decided on their behalf. Otherwise they are out of it. */
  isLoan?: boolean;
  /** One engagement; all where left out. */
  engagementId?: string;
  operation: string;
  actorId: string;
  actorRole: string | null;
  reasonId?: string | null;
  traceId?: string | null;
}

export interface PassedTask {
  taskId: string;
  kind: string;
  engagementKey: string;
  to: string | null;
}

/** What a person holds, and who would get each: the dry run of `passTasks`. Locks the tasks. */
export async function tasksHeldBy(
  tx: Tx,
  { from, to, engagementId }: Pick<Passing, 'from' | 'to' | 'engagementId'>,
): Promise<(PassedTask & { siteId: string; engagementId: string })[]> {
  return tx.rows(
    `select t.id as "taskId", t.kind, e.key as "engagementKey", e.id as "engagementId", t.site_id as "siteId",
            case when $2::uuid is not null and ${mayHold('$2::uuid')} then $2::uuid end as "to"
       from human_task t join engagement e on e.id = t.engagement_id
      where t.claimed_by = $1 and t.status = 'open' and ($3::uuid is null or t.engagement_id = $3)
      order by t.id for update of t`,
    [from, to, engagementId ?? null],
  );
}

/** Everything a person holds passes on at once; each task with its audit row, each new holder with a word. */
export async function passTasks(tx: Tx, passing: Passing): Promise<PassedTask[]> {
  const held = await tasksHeldBy(tx, passing);
  for (const { taskId, to, siteId, engagementId, kind, engagementKey } of held) {
    await tx.rows(
      // What was lent to them stays lent, unless it is back with its owner or with everybody.
      `update human_task set claimed_by = $2, claimed_at = case when $2::uuid is null then null else now() end,
              delegations = case when $2 is null or owner_id = $2 then 0 else delegations end,
              owner_id = case when $2 is null then null else nullif(coalesce(owner_id, $3::uuid), $2) end,
              row_version = row_version + 1 where id = $1`,
      [taskId, to, passing.isLoan ? passing.from : null],
    );
    await tx.audit({
      siteId,
      engagementId,
      actorId: passing.actorId,
      actorRole: passing.actorRole,
      via: 'api',
      operation: passing.operation,
      entity: 'human_task',
      entityId: taskId,
      before: { claimedBy: passing.from },
      after: { claimedBy: to, kind },
      reasonId: passing.reasonId,
      traceId: passing.traceId,
    });
    if (to !== null) await tellHolder(tx, { siteId, engagementId, to, taskId, kind, engagementKey });
  }
  // Who is out of it lends nothing any more: it is the borrower's own.
  if (!passing.isLoan)
    await tx.rows(
      `update human_task set owner_id = null, delegations = 0, row_version = row_version + 1
        where owner_id = $1 and status = 'open' and ($2::uuid is null or engagement_id = $2)`,
      [passing.from, passing.engagementId ?? null],
    );
  return held.map(({ taskId, kind, engagementKey, to }) => ({ taskId, kind, engagementKey, to }));
}

/** A word to whoever has a task from now on; one for each time it passes. */
export async function tellHolder(
  tx: Tx,
  task: { siteId: string; engagementId: string; to: string; taskId: string; kind: string; engagementKey: string },
): Promise<void> {
  await tx.rows(
    `insert into notice (id, site_id, engagement_id, person_id, kind, key, data)
     select $1,$2,$3,$4,'task_passed', 'task_passed:' || t.id || ':' || t.row_version, $6 from human_task t where t.id = $5`,
    [
      newId(),
      task.siteId,
      task.engagementId,
      task.to,
      task.taskId,
      JSON.stringify({ taskId: task.taskId, kind: task.kind, engagementKey: task.engagementKey }),
    ],
  );
}
