import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';

interface Gates {
  purpose: 'pilot' | 'team';
  acknowledged: number | null;
  manual: number | null;
  notice: boolean;
  gate: boolean;
  ceilingHours: number;
  secondsThisWeek: number;
}

/** The Monday of the present week in Japan. */
export const THIS_WEEK = `date_trunc('week', now() at time zone 'Asia/Tokyo')::date`;

/**
 * May this person take work here and now? Locks the membership, so that two reservations of one person come one after
 * the other. A notice of terms that have changed since is none. Answers the manual version the work is done under (none while none is published).
 */
export async function passGates(
  tx: Tx,
  engagementId: string,
  personId: string,
  purpose: 'pilot' | 'production',
): Promise<number | null> {
  const gates = await tx.one<Gates>(
    `select m.purpose, m.manual_version_acknowledged as acknowledged,
            (select max(v.version) from manual_version v
              where v.engagement_id = m.engagement_id and v.published_at is not null) as manual,
            exists (select 1 from evidence e where e.engagement_id = m.engagement_id and e.person_id = m.person_id
                       and e.kind = 'terms_notice' and e.terms_no = g.terms_no) as notice,
            exists (select 1 from evidence e where e.engagement_id = m.engagement_id and e.person_id = m.person_id
                       and e.kind = 'training_gate') as gate,
            p.ceiling_hours_per_week::float as "ceilingHours",
            (select coalesce(sum(t.active_seconds), 0) from work_tally t
              where t.person_id = m.person_id and t.week = ${THIS_WEEK})::float as "secondsThisWeek"
       from engagement_member m join person p on p.id = m.person_id join engagement g on g.id = m.engagement_id
      where m.engagement_id = $1 and m.person_id = $2 and m.role = 'teleworker' and m.until is null
        for no key update of m`,
    [engagementId, personId],
  );
  if (!gates) throw new Problem(403, 'forbidden');
  if (purpose === 'production' && gates.purpose !== 'team') throw new Problem(403, 'not_in_team');
  if (!gates.notice) throw new Problem(403, 'terms_notice_missing');
  if (!gates.gate) throw new Problem(403, 'training_gate_missing');
  if (gates.manual !== null && (gates.acknowledged ?? 0) < gates.manual)
    throw new Problem(403, 'manual_not_acknowledged', { extras: { manualVersion: gates.manual } });
  if (gates.secondsThisWeek >= gates.ceilingHours * 3600)
    throw new Problem(403, 'ceiling_reached', { extras: { ceilingHours: gates.ceilingHours } });
  return gates.manual;
}
