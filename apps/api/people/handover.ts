import type { Handover, PersonItem } from '@kado/contracts/schemas/people';
import { FINAL_STAGES } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import type { z } from 'zod';
import { readInHand } from './in-hand';

type Shown = z.output<typeof Handover>;
export type PersonName = Pick<z.output<typeof PersonItem>, 'id' | 'name'>;

export interface Membership {
  engagementId: string;
  engagementKey: string;
  siteId: string;
  /** Underneath, where it is on hold. */
  stage: string;
  role: string;
  /** The successor, where they hold the role and are not in it already. */
  to: string | null;
  otherDirectors: number;
}

/** Stages in which somebody has to direct the work. */
const DIRECTED = ['decomposition', 'team_assembly', 'production', 'quality', 'delivery'];

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
    `select e.id as "engagementId", e.key as "engagementKey", e.site_id as "siteId", coalesce(e.held_stage, e.stage) as stage, m.role,
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
  return {
    person: { id: person.id, name: person.name },
    memberships: memberships.map(({ engagementKey, role, to }) => ({ engagementKey, role, to })),
    tasks,
    ...(await readInHand(tx, person.id)),
    soleDirectorOf: memberships
      .filter(
        ({ role, stage, to, otherDirectors }) =>
          role === 'director' && DIRECTED.includes(stage) && !to && !otherDirectors,
      )
      .map(({ engagementKey }) => engagementKey),
  };
}
