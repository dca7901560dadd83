import { newId, type Tx } from '../database';

/** `person` holds a role in the engagement `e` that decides the human task `t`, and has not written what it is about. */
export const mayHold = (person: string): string => `(
  not ${person} = any (t.excluding) and (
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
 * Who holds a task and is away today is stood in for: by the declared cover where that one may decide it, otherwise by
 * anybody who may. Asked whenever somebody else acts on the task, so an absence that begins on a day needs no timer.
 */
export async function standsIn(tx: Tx, taskId: string, actorId: string): Promise<boolean> {
  const row = await tx.one<{ cover_id: string | null; covered: boolean }>(
    `select ab.cover_id, ab.cover_id is not null and ${mayHold('ab.cover_id')} as covered
       from human_task t join engagement e on e.id = t.engagement_id cross join lateral ${absenceOf('t.claimed_by')} ab
      where t.id = $1 and t.claimed_by is not null`,
    [taskId],
  );
  if (!row) return false;
  return !row.covered || row.cover_id === actorId;
}

export async function isAbsent(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.one(`select 1 from ${absenceOf('$1::uuid')} ab`, [personId])) !== undefined;
}

export interface Passing {
  from: string;
  /** Who gets what they may hold; the rest goes back to everybody. */
  to: string | null;
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
      `update human_task set claimed_by = $2, claimed_at = case when $2::uuid is null then null else now() end, owner_id = null,
              delegations = 0, row_version = row_version + 1 where id = $1`,
      [taskId, to],
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
  return held.map(({ taskId, kind, engagementKey, to }) => ({ taskId, kind, engagementKey, to }));
}

/** A word to whoever has a task from now on. */
export async function tellHolder(
  tx: Tx,
  task: { siteId: string; engagementId: string; to: string; taskId: string; kind: string; engagementKey: string },
): Promise<void> {
  const id = newId();
  await tx.rows(
    `insert into notice (id, site_id, engagement_id, person_id, kind, key, data) values ($1,$2,$3,$4,'task_passed',$5,$6)`,
    [
      id,
      task.siteId,
      task.engagementId,
      task.to,
      `task_passed:${id}`,
      JSON.stringify({ taskId: task.taskId, kind: task.kind, engagementKey: task.engagementKey }),
    ],
  );
}
