import type { Absence, DeclareAbsence } from '@kado/contracts/schemas/absences';
import { dateInTokyo } from '@kado/domain/calendar';
import { Database, newId, type Tx } from '@kado/persistence/database';
import { passTasks } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, toPage } from '../common/paging';
import { fieldProblem, Problem } from '../common/problem';
import type { AbsencesQuery } from './absences.query';

type Body = z.output<typeof DeclareAbsence>;
type Shown = z.output<typeof Absence>;
interface Row extends Omit<Shown, 'createdAt' | 'endedAt'> {
  createdAt: Date;
  endedAt: Date | null;
}

const NAME = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.family_name || ' ' || ${alias}.given_name)`;
const SELECT = `
  select a.id, ${NAME('p')} as person, a.first_day as "firstDay", a.last_day as "lastDay",
         case when c.id is not null then ${NAME('c')} end as cover, a.created_at as "createdAt", a.ended_at as "endedAt"
    from absence a join person p on p.id = a.person_id left join person c on c.id = a.cover_id`;

/** Declared absences. While one lasts, its cover, or anybody entitled, decides what the absent person holds. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
  ) {}

  declare(request: CommandRequest, body: Body): Promise<Answer> {
    const { actor } = request;
    const personId = body.personId ?? actor.personId;
    return this.commands.write(request, async (tx) => {
      const siteId = await lockPerson(tx, actor, personId);
      await requireCover(tx, siteId, personId, body);
      const overlaps = await tx.one(
        `select 1 from absence where person_id = $1 and ended_at is null and first_day <= coalesce($3::date, 'infinity')
            and coalesce(last_day, 'infinity') >= $2::date`,
        [personId, body.firstDay, body.lastDay ?? null],
      );
      if (overlaps) throw new Problem(409, 'absence_overlaps');
      const id = newId();
      await tx.rows(
        `insert into absence (id, site_id, person_id, first_day, last_day, cover_id, declared_by) values ($1,$2,$3,$4,$5,$6,$7)`,
        [id, siteId, personId, body.firstDay, body.lastDay ?? null, body.coverId ?? null, actor.personId],
      );
      await tx.audit({
        siteId,
        actorId: actor.personId,
        via: 'api',
        operation: 'absences.declare',
        entity: 'absence',
        entityId: id,
        after: { personId, firstDay: body.firstDay, lastDay: body.lastDay ?? null, coverId: body.coverId ?? null },
        traceId: request.traceId,
      });
      const passed = isToday(body)
        ? await passTasks(tx, {
            from: personId,
            to: body.coverId ?? null,
            isLoan: true,
            operation: 'humanTasks.cover',
            actorId: actor.personId,
            actorRole: null,
            traceId: request.traceId,
          })
        : [];
      const row = await tx.one<Row>(`${SELECT} where a.id = $1`, [id]);
      return { status: 201, body: { ...show(row as Row), passed } };
    });
  }

  list(actor: Actor, { personId, on, limit, cursor }: AbsencesQuery): Promise<Page<Shown>> {
    const [before] = decodeCursor(cursor, ['uuid']) ?? [];
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<Row>(
        `${SELECT}
          where (a.person_id = $1 or a.site_id = any ($2::uuid[])) and ($3::uuid is null or a.person_id = $3)
            and ($4::date is null or (a.ended_at is null and a.first_day <= $4 and (a.last_day is null or a.last_day >= $4)))
            and ($5::uuid is null or a.id < $5)
          order by a.id desc limit $6`,
        [actor.personId, staffedSites(actor), personId ?? null, on ?? null, before ?? null, limit + 1],
      );
      return toPage(rows, limit, (row) => [row.id], show);
    });
  }

  /** It is over earlier than declared; what has passed on stays where it is. */
  end(request: CommandRequest, id: string): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(request, async (tx) => {
      const row = isUuid(id)
        ? await tx.one<{ personId: string; siteId: string; ended: boolean }>(
            `select person_id as "personId", site_id as "siteId", ended_at is not null as ended from absence where id = $1 for update`,
            [id],
          )
        : undefined;
      if (!row || !mayDeclareFor(actor, row.personId, row.siteId)) throw new Problem(404, 'absence_not_found');
      if (!row.ended) {
        await tx.rows('update absence set ended_at = now() where id = $1', [id]);
        await tx.audit({
          siteId: row.siteId,
          actorId: actor.personId,
          via: 'api',
          operation: 'absences.end',
          entity: 'absence',
          entityId: id,
          after: { personId: row.personId },
          traceId: request.traceId,
        });
      }
      const shown = await tx.one<Row>(`${SELECT} where a.id = $1`, [id]);
      return { status: 200, body: show(shown as Row) };
    });
  }
}

function isToday({ firstDay, lastDay }: Body): boolean {
  const today = dateInTokyo(new Date().toISOString());
  return firstDay <= today && (lastDay === undefined || lastDay >= today);
}

const staffedSites = (actor: Actor): string[] =>
  actor.grants.filter(({ role }) => role === 'manager' || role === 'coordinator').map(({ siteId }) => siteId);

const mayDeclareFor = (actor: Actor, personId: string, siteId: string): boolean =>
  personId === actor.personId || staffedSites(actor).includes(siteId);

/** Two declarations of one person come one after the other. */
async function lockPerson(tx: Tx, actor: Actor, personId: string): Promise<string> {
  const person = await tx.one<{ siteId: string }>(
    'select site_id as "siteId" from person where id = $1 for no key update',
    [personId],
  );
  if (!person || !mayDeclareFor(actor, personId, person.siteId))
    throw fieldProblem('/personId', 'person_not_found', {
      ja: 'この人は見つかりません。',
      en: 'There is no such person.',
    });
  return person.siteId;
}

async function requireCover(
  tx: Tx,
  siteId: string,
  personId: string,
  { coverId, firstDay, lastDay }: Body,
): Promise<void> {
  if (coverId === undefined) return;
  const cover = await tx.one<{ absent: boolean }>(
    `select exists (select 1 from absence a where a.person_id = p.id and a.ended_at is null and a.first_day <= coalesce($4::date, 'infinity')
                       and coalesce(a.last_day, 'infinity') >= $3::date) as absent
       from person p join account c on c.person_id = p.id and c.disabled_at is null where p.id = $1 and p.site_id = $2`,
    [coverId, siteId, firstDay, lastDay ?? null],
  );
  if (!cover || coverId === personId)
    throw fieldProblem('/coverId', 'person_not_found', {
      ja: '同じ拠点の別の人を指定してください。',
      en: 'Name somebody else of the same site.',
    });
  if (cover.absent)
    throw fieldProblem('/coverId', 'person_absent', {
      ja: 'この人もその期間は不在です。',
      en: 'This person is away on these days too.',
    });
}

function show({ createdAt, endedAt, ...row }: Row): Shown {
  return { ...row, createdAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}
