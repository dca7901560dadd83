import type { Candidate, CandidateQuery } from '@kado/contracts/schemas/staffing';
import { type Candidate as Ranked, rankCandidates } from '@kado/domain/staffing';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Page } from '../common/paging';

type Row = Ranked & { name: string; municipality: string; offered: boolean };

@Injectable()
export class CandidatesService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  /** The best of those who could be asked: at the engagement's site, in this role, not in the team already. */
  list(actor: Actor, idOrKey: string, query: CandidateQuery): Promise<Page<Candidate>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'candidates.list', idOrKey);
      const needSkills = query.skill ?? (await plannedSkills(tx, engagement.id));
      const people = await tx.rows<Row>(
        `select p.id as "personId", p.family_name || ' ' || p.given_name as name, p.municipality,
                p.hours_per_week::float as "hoursPerWeek", p.wished_minimum_hours::float as "wishedMinimumHours",
                coalesce((select json_agg(json_build_object('code', s.skill, 'level', s.level) order by s.skill)
                            from person_skill s where s.person_id = p.id), '[]') as skills,
                (select coalesce(sum(m.hours_per_week), 0) from engagement_member m join engagement e on e.id = m.engagement_id
                  where m.person_id = p.id and m.until is null and m.purpose = 'team'
                    and e.stage not in ('closed', 'declined', 'cancelled', 'lost'))::float as "committedHours",
                exists (select 1 from offer o where o.engagement_id = $1 and o.person_id = p.id and o.role = $3
                           and o.status = 'sent' and o.expires_at > now()) as offered
           from person p
          where p.site_id = $2 and p.journey in ('available', 'active')
            and exists (select 1 from role_grant g where g.person_id = p.id and g.site_id = $2 and g.role = $3)
            and not exists (select 1 from engagement_member m where m.engagement_id = $1 and m.person_id = p.id
                               and m.role = $3 and m.purpose = 'team' and m.until is null)`,
        [engagement.id, engagement.siteId, query.role],
      );
      const byId = new Map(people.map((person) => [person.personId, person]));
      const ranked = rankCandidates({ needSkills, people }).slice(0, query.limit);
      const items = ranked.map(({ personId, score, reasons }) => {
        const { wishedMinimumHours: _, ...person } = byId.get(personId) as Row;
        return { ...person, skills: [...person.skills], score, reasons };
      });
      return { items, nextCursor: null };
    });
  }
}

async function plannedSkills(tx: Tx, engagementId: string): Promise<string[]> {
  const row = await tx.one<{ skills: string[] | null }>(
    `select (select array_agg(distinct s.skill)
               from jsonb_array_elements(v.plan->'steps') step, jsonb_array_elements_text(step->'skills') as s(skill)) as skills
       from plan_version v where v.engagement_id = $1 order by v.version desc limit 1`,
    [engagementId],
  );
  return row?.skills ?? [];
}
