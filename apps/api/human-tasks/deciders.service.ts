import type { Decider } from '@kado/contracts/schemas/human-task';
import { Database } from '@kado/persistence/database';
import { absenceOf, mayHold } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { requireTask } from './task-row';

/** Who else may decide a task: those it can be lent or given to. */
@Injectable()
export class DecidersService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, id: string): Promise<{ items: z.output<typeof Decider>[] }> {
    return this.database.transaction(actor.scope, async (tx) => {
      const task = await requireTask(tx, actor, 'humanTasks.deciders', id, { toDecide: true });
      const items = await tx.rows<z.output<typeof Decider>>(
        `select p.id, p.family_name || ' ' || p.given_name as name, p.family_kana || ' ' || p.given_kana as kana,
                r.roles, $2 = any (r.roles) as "isPeer", exists ${absenceOf('p.id')} as "isAbsent"
           from human_task t join engagement e on e.id = t.engagement_id
           join lateral (
             select x.person_id, array_agg(distinct x.role order by x.role) as roles
               from (select g.person_id, g.role from role_grant g
                      where (g.role in ('manager', 'coordinator', 'ops') and g.site_id = e.site_id) or (g.role = 'client' and g.client_id = e.client_id)
                     union all
                     select m.person_id, m.role from engagement_member m where m.engagement_id = e.id and m.until is null) x
              where x.role = any (t.escalated_to || t.role) group by x.person_id) r on true
           join person p on p.id = r.person_id
          where t.id = $1 and ${mayHold('p.id')} order by p.family_kana, p.given_kana, p.id limit 200`,
        [task.id, task.actingRole],
      );
      return { items };
    });
  }
}
