import type { Stage } from '@kado/domain/lifecycle';
import type { Role } from '@kado/domain/roles';
import type { Tx } from '@kado/persistence/database';
import { Problem } from './problem';

export interface Hold {
  /** Where the story stands underneath. */
  stage: Stage;
  since: Date;
  role: Role | null;
  person: { id: string; name: string } | null;
  reason: string | null;
}

/** The hold an engagement is on: since when, by whom, why; undefined where it is not on hold. */
export async function readHold(tx: Tx, engagementId: string): Promise<Hold | undefined> {
  return tx.one<Hold>(
    `select e.held_stage as stage, e.held_since as since, a.actor_role as role, r.text as reason,
            case when p.id is not null then json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) end as person
       from engagement e
       left join lateral (select actor_id, actor_role, reason_id from audit_log
                           where engagement_id = e.id and operation = 'engagements.hold' order by id desc limit 1) a on true
       left join person p on p.id = a.actor_id left join reason_text r on r.id = a.reason_id
      where e.id = $1 and e.stage = 'on_hold' and e.held_since is not null`,
    [engagementId],
  );
}

/** 409 that says since when and who: whoever meets it knows whom to ask. Names stay within KADO's own side. */
export function onHoldProblem(hold: Hold, isNameless: boolean): Problem {
  return new Problem(409, 'on_hold', {
    extras: {
      stage: 'on_hold',
      heldStage: hold.stage,
      since: hold.since.toISOString(),
      by: { role: hold.role, person: isNameless ? null : hold.person },
    },
  });
}
