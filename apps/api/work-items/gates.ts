import type { Stage } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';
import { GATE_WAYS, type GateCode } from './gate-words';

export type Purpose = 'pilot' | 'production';

/** What stands on file about somebody in an engagement. */
export interface Gates {
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

/** Columns of `Gates`: the membership is `m`, the person `p`, the engagement `e`. A notice of terms that have changed since is none. */
export const SELECT_GATES = `m.purpose, m.manual_version_acknowledged as acknowledged,
  (select max(v.version) from manual_version v
    where v.engagement_id = m.engagement_id and v.published_at is not null) as manual,
  exists (select 1 from evidence x where x.engagement_id = m.engagement_id and x.person_id = m.person_id
             and x.kind = 'terms_notice' and x.terms_no = e.terms_no) as notice,
  exists (select 1 from evidence x where x.engagement_id = m.engagement_id and x.person_id = m.person_id
             and x.kind = 'training_gate') as gate,
  p.ceiling_hours_per_week::float as "ceilingHours",
  (select coalesce(sum(t.active_seconds), 0) from work_tally t
    where t.person_id = m.person_id and t.week = ${THIS_WEEK})::float as "secondsThisWeek"`;

/** The work an engagement gives out in a stage. */
export const purposeIn = (stage: Stage): Purpose => (stage === 'requirements' ? 'pilot' : 'production');

export const STAGES_OF: Record<Purpose, readonly Stage[]> = {
  pilot: ['requirements'],
  production: ['production', 'quality'],
};

/** The first reason why no work can be taken; undefined where it can. */
export function closedGate(gates: Gates, purpose: Purpose): GateCode | undefined {
  if (purpose === 'production' && gates.purpose !== 'team') return 'not_in_team';
  if (!gates.notice) return 'terms_notice_missing';
  if (!gates.gate) return 'training_gate_missing';
  if (manualToRead(gates) !== null) return 'manual_not_acknowledged';
  return gates.secondsThisWeek >= gates.ceilingHours * 3600 ? 'ceiling_reached' : undefined;
}

/** The newest published manual that has not been acknowledged. */
export const manualToRead = ({ manual, acknowledged }: Gates): number | null =>
  manual !== null && (acknowledged ?? 0) < manual ? manual : null;

/**
 * May this person take work here and now? Locks the membership, so that two reservations of one person come one after
 * the other. Answers the manual version the work is done under (none while none is published).
 */
export async function passGates(
  tx: Tx,
  engagementId: string,
  personId: string,
  purpose: Purpose,
): Promise<number | null> {
  const gates = await tx.one<Gates>(
    `select ${SELECT_GATES}
       from engagement_member m join person p on p.id = m.person_id join engagement e on e.id = m.engagement_id
      where m.engagement_id = $1 and m.person_id = $2 and m.role = 'teleworker' and m.until is null
        for no key update of m`,
    [engagementId, personId],
  );
  if (!gates) throw new Problem(403, 'forbidden');
  const code = closedGate(gates, purpose);
  if (code === undefined) return gates.manual;
  throw new Problem(403, code, {
    detail: GATE_WAYS[code],
    extras: {
      ...(code === 'manual_not_acknowledged' && { manualVersion: gates.manual }),
      ...(code === 'ceiling_reached' && { ceilingHours: gates.ceilingHours }),
    },
  });
}

/** 409 where the engagement gives out no such work now, with what the person can do. */
export function requireWork(stage: Stage, purpose: Purpose): void {
  const allowed = STAGES_OF[purpose];
  if (allowed.includes(stage)) return;
  const code = stage === 'on_hold' ? 'on_hold' : 'wrong_stage';
  throw new Problem(409, code, { detail: GATE_WAYS[code], extras: { stage, allowed } });
}
