import type { Me } from '@kado/contracts/schemas/auth';
import { Database } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../common/actor';

type MeAnswer = z.output<typeof Me>;

@Injectable()
export class MeService {
  constructor(private readonly database: Database) {}

  describe(actor: Actor): Promise<MeAnswer> {
    return this.database.transaction(actor.scope, async (tx) => ({
      person: { id: actor.personId, name: actor.name },
      login: actor.login,
      locale: actor.locale,
      roles: await tx.rows<MeAnswer['roles'][number]>(
        `select g.role, json_build_object('id', s.id, 'code', s.code, 'name', s.name_ja) as site,
                case when c.id is not null then json_build_object('id', c.id, 'code', c.code, 'name', c.name) end as client
           from role_grant g join site s on s.id = g.site_id left join client c on c.id = g.client_id
          where g.person_id = $1 order by g.id`,
        [actor.personId],
      ),
      memberships: await tx.rows<MeAnswer['memberships'][number]>(
        `select json_build_object('id', e.id, 'key', e.key, 'title', e.title) as engagement, m.role, m.purpose,
                m.hours_per_week::float as "hoursPerWeek"
           from engagement_member m join engagement e on e.id = m.engagement_id
          where m.person_id = $1 and m.until is null order by m.since desc, m.id desc`,
        [actor.personId],
      ),
    }));
  }
}
