import type { Handover, PersonItem } from '@kado/contracts/schemas/people';
import { FINAL_STAGES } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import type { z } from 'zod';

type Shown = z.output<typeof Handover>;
export type PersonName = Pick<z.output<typeof PersonItem>, 'id' | 'name'>;

export interface Membership {
  engagementId: string;
  engagementKey: string;
  siteId: string;
  stage: string;
  role: string;
  /** The successor, where they hold the role and are not in it already. */
  to: string | null;
  otherDirectors: number;
}

/** Stages in which somebody has to direct the work. */
const DIRECTED = ['decomposition', 'team_assembly', 'production', 'quality', 'delivery', 'on_hold'];

/** Nobody else joins or leaves these engagements until this is done: two directors who leave at once are not each the other's deputy. */
export async function lockEngagementsOf(tx: Tx, personId: string): Promise<void> {
  await tx.rows(
    `select 1 from engagement where id in (select engagement_id from engagement_member where person_id = $1 and until is null)
      order by id for no key update`,
    [personId],
  );
}

/** Memberships in running engagements. Leads pass on to a successor; teleworkers are never ordered, so theirs only end. */
export function membershipsOf(tx: Tx, personId: string, successorId: string | undefined): Promise<Membership[]> {
  return tx.rows<Membership>(
    `select e.id as "engagementId", e.key as "engagementKey", e.site_id as "siteId", e.stage, m.role,
            case when m.role in ('director', 'leader')
                  and exists (select 1 from role_grant g where g.person_id = $2 and g.role = m.role and g.site_id = e.site_id)
                  and not exists (select 1 from engagement_member o where o.engagement_id = e.id and o.person_id = $2 and o.role = m.role
                                     and o.until is null) then $2::uuid end as "to",
            (select count(*)::int from engagement_member d where d.engagement_id = e.id and d.role = 'director' and d.until is null
                and d.person_id <> $1) as "otherDirectors"
       from engagement_member m join engagement e on e.id = m.engagement_id
      where m.person_id = $1 and m.until is null and e.stage <> all ($3::text[]) order by e.key, m.role for update of m`,
    [personId, successorId ?? null, FINAL_STAGES],
  );
}

/** Everything that is in a person's hands, and what becomes of it. */
export async function readHandover(
  tx: Tx,
  person: PersonName,
  successorId: string | undefined,
  tasks: Shown['tasks'],
): Promise<Shown> {
  const memberships = await membershipsOf(tx, person.id, successorId);
  const counts = await tx.one<{ items: number; offers: number; covers: number }>(
    `select (select count(*)::int from work_item where holder_id = $1 and state in ('reserved', 'in_review')) as items,
            (select count(*)::int from offer where person_id = $1 and status = 'sent') as offers,
            (select count(*)::int from absence where cover_id = $1 and ended_at is null) as covers`,
    [person.id],
  );
  return {
    person: { id: person.id, name: person.name },
    memberships: memberships.map(({ engagementKey, role, to }) => ({ engagementKey, role, to })),
    tasks,
    ...(counts ?? { items: 0, offers: 0, covers: 0 }),
    soleDirectorOf: memberships
      .filter(
        ({ role, stage, to, otherDirectors }) =>
          role === 'director' && DIRECTED.includes(stage) && !to && !otherDirectors,
      )
      .map(({ engagementKey }) => engagementKey),
  };
}

/**
 * Reserved items are free again, those that had come back wait for anybody; reviews go back to the other reviewers. A free item
 * has no author: it would wait for that one alone, who is gone. The events keep the name.
 */
export async function giveBackItems(tx: Tx, personId: string): Promise<void> {
  await tx.rows(
    `with held as (select id, state as was, author_id from work_item where holder_id = $1 and state in ('reserved', 'in_review') order by id for update),
     freed as (
       update work_item w set state = case when h.was = 'in_review' then 'in_review' else 'ready' end, holder_id = null, lease_until = null,
              author_id = case when h.was = 'in_review' then w.author_id end, updated_at = now()
         from held h where w.id = h.id
       returning w.*, h.was)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, fence, manual_version, plan_version)
     select site_id, id, was, state, $1, 'left', fence, manual_version, plan_version from freed where was = 'reserved'`,
    [personId],
  );
  // What had come back to them would wait for somebody who is gone.
  await tx.rows(
    `with freed as (
       update work_item set state = 'ready', author_id = null, updated_at = now() where author_id = $1 and state = 'returned'
       returning id, site_id, fence, manual_version, plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, reason, fence, manual_version, plan_version)
     select site_id, id, 'returned', 'ready', 'author_left', fence, manual_version, plan_version from freed`,
    [personId],
  );
}
