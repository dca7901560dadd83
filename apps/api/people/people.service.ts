import type { ClientItem, PeopleFacets, PersonItem } from '@kado/contracts/schemas/people';
import { FINAL_STAGES } from '@kado/domain/lifecycle';
import { Database } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { reachOf } from '../common/visibility';
import type { PeopleQuery } from './people.query';

type Person = z.output<typeof PersonItem>;
type Client = z.output<typeof ClientItem>;

type Facets = z.output<typeof PeopleFacets>;

/** Hours a week in the teams of running engagements, as far as the reader's sites go; a pilot is no standing load. */
const COMMITTED_HOURS = `(select coalesce(sum(m.hours_per_week), 0)::float from engagement_member m join engagement e on e.id = m.engagement_id
  where m.person_id = p.id and m.until is null and m.purpose = 'team' and e.stage not in (${FINAL_STAGES.map((stage) => `'${stage}'`).join(', ')}))`;

const COLUMNS = `p.id, p.code, p.family_name || ' ' || p.given_name as name, p.family_kana || ' ' || p.given_kana as kana,
  p.municipality, p.journey, array(select distinct g.role from role_grant g where g.person_id = p.id order by 1) as roles,
  (select coalesce(json_agg(json_build_object('skill', s.skill, 'level', s.level) order by s.skill), '[]')
     from person_skill s where s.person_id = p.id) as skills,
  p.hours_per_week::float as "hoursPerWeek", p.ceiling_hours_per_week::float as "ceilingHoursPerWeek",
  p.wished_minimum_hours::float as "wishedMinimumHours", ${COMMITTED_HOURS} as "committedHours",
  greatest(0, p.hours_per_week::float - ${COMMITTED_HOURS}) as "freeHours"`;

/** People who work with us; those of clients are the clients'. */
const OF_MY_SITES = `p.site_id = any ($1::uuid[])
  and not exists (select 1 from role_grant c where c.person_id = p.id and c.role = 'client')`;

@Injectable()
export class PeopleService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: PeopleQuery): Promise<Page<Person>> {
    const after = decodeCursor(query.cursor, ['text', 'text', 'uuid']);
    const { skill, municipality, role, q, minFreeHours, limit } = query;
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<Person & { fk: string; gk: string }>(
        `select ${COLUMNS}, p.family_kana as fk, p.given_kana as gk
           from person p
          where ${OF_MY_SITES}
            and ($2::text is null or exists (select 1 from person_skill s where s.person_id = p.id and s.skill = $2))
            and ($3::text is null or p.municipality = $3)
            and ($4::text is null or exists (select 1 from role_grant g where g.person_id = p.id and g.role = $4))
            and ($5::text is null or position($5 in p.family_name || p.given_name) > 0
                 or position($5 in p.family_name || ' ' || p.given_name) > 0
                 or position($10 in p.family_kana || ' ' || p.given_kana) > 0
                 or position($10 in p.family_kana || p.given_kana) > 0 or lower(p.code) = lower($5))
            and ($11::float is null or p.hours_per_week - ${COMMITTED_HOURS} >= $11)
            and ($6::text is null or (p.family_kana, p.given_kana, p.id) > ($6, $7, $8::uuid))
          order by p.family_kana, p.given_kana, p.id limit $9`,
        [
          reachOf(actor, 'people.list').sites,
          skill ?? null,
          municipality ?? null,
          role ?? null,
          q?.text ?? null,
          ...(after ?? [null, null, null]),
          limit + 1,
          q?.kana ?? null,
          minFreeHours ?? null,
        ],
      );
      return toPage(
        rows,
        limit,
        (row) => [row.fk, row.gk, row.id],
        ({ fk: _fk, gk: _gk, ...person }) => person,
      );
    });
  }

  get(actor: Actor, id: string): Promise<Person> {
    return this.database.transaction(actor.scope, async (tx) => {
      const person = isUuid(id)
        ? await tx.one<Person>(`select ${COLUMNS} from person p where ${OF_MY_SITES} and p.id = $2`, [
            reachOf(actor, 'people.get').sites,
            id,
          ])
        : undefined;
      if (!person) throw new Problem(404, 'person_not_found');
      return person;
    });
  }

  facets(actor: Actor): Promise<Facets> {
    return this.database.transaction(actor.scope, async (tx) => {
      const { sites } = reachOf(actor, 'people.facets');
      const skills = await tx.rows<Facets['skills'][number]>(
        `select s.skill as value, count(*)::int as people from person_skill s join person p on p.id = s.person_id
          where ${OF_MY_SITES} group by s.skill order by count(*) desc, s.skill limit 200`,
        [sites],
      );
      const municipalities = await tx.rows<Facets['municipalities'][number]>(
        `select p.municipality as value, count(*)::int as people from person p
          where ${OF_MY_SITES} group by p.municipality order by count(*) desc, p.municipality limit 200`,
        [sites],
      );
      return { skills, municipalities };
    });
  }

  clients(actor: Actor, { limit, cursor }: PageQuery): Promise<Page<Client>> {
    const after = decodeCursor(cursor, ['text']);
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<Client>(
        `select id, code, name, kind from client
          where site_id = any ($1::uuid[]) and ($2::text is null or code > $2) order by code limit $3`,
        [reachOf(actor, 'clients.list').sites, after?.[0] ?? null, limit + 1],
      );
      return toPage(
        rows,
        limit,
        (row) => [row.code],
        (row) => row,
      );
    });
  }
}
