import type { Offer, SendOffers } from '@kado/contracts/schemas/staffing';
import { Database, newId, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { holdPeople } from '../common/hold-people';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { fieldProblem, Problem } from '../common/problem';
import { lockStage } from '../common/stage';
import { refusedPeople } from './offer-rules';
import { OFFER_COLUMNS, OFFER_FROM, type OfferRow, showOffer } from './offer-view';
import { OFFERING } from './stages';

/** Offers, never orders: the coordinator's side. */
@Injectable()
export class OffersService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  send(command: CommandRequest, idOrKey: string, body: SendOffers): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, command.actor, 'offers.send', idOrKey);
      await holdPeople(tx, body.personIds, 'share');
      await lockStage(tx, engagement, OFFERING[body.purpose]);
      if (Date.parse(body.expiresAt) <= Date.now())
        throw fieldProblem('/expiresAt', 'in_the_past', {
          ja: '未来の日時にしてください。',
          en: 'Must lie in the future.',
        });
      const errors = await refusedPeople(tx, engagement, body);
      if (errors.length > 0) throw new Problem(422, 'invalid_fields', { errors });
      const ids = await insertOffers(tx, command, engagement, body);
      const rows = await tx.rows<OfferRow>(
        `select ${OFFER_COLUMNS} from ${OFFER_FROM} where o.id = any($1::uuid[]) order by o.id`,
        [ids],
      );
      await auditCommand(tx, command, engagement, {
        operation: 'offers.send',
        after: {
          role: body.role,
          purpose: body.purpose,
          offers: ids,
          hoursPerWeek: body.hoursPerWeek,
          hourlyYen: body.hourlyYen,
        },
      });
      return { status: 201, body: { items: rows.map(showOffer) } };
    });
  }

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<Offer>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'offers.list', idOrKey);
      return page(tx, query, 'o.engagement_id = $1', engagement.id);
    });
  }

  mine(actor: Actor, query: PageQuery): Promise<Page<Offer>> {
    return this.database.transaction(actor.scope, (tx) => page(tx, query, 'o.person_id = $1', actor.personId));
  }
}

async function page(tx: Tx, query: PageQuery, where: string, of: string): Promise<Page<Offer>> {
  const [before] = decodeCursor(query.cursor, ['uuid']) ?? [];
  const rows = await tx.rows<OfferRow>(
    `select ${OFFER_COLUMNS} from ${OFFER_FROM} where ${where} and ($2::uuid is null or o.id < $2) order by o.id desc limit $3`,
    [of, before ?? null, query.limit + 1],
  );
  return toPage(rows, query.limit, (row) => [row.id], showOffer);
}

/** An offer that was answered or ran out may be made again with new words; the row keeps one line a person and role. */
async function insertOffers(
  tx: Tx,
  command: CommandRequest,
  engagement: { id: string; siteId: string },
  body: SendOffers,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `insert into offer (id, site_id, engagement_id, person_id, role, purpose, hours_per_week, hourly_yen, expires_at, offered_by)
     select i.id, $1, $2, i.person_id, $3, $4, $5, $6, $7, $8 from unnest($9::uuid[], $10::uuid[]) as i(id, person_id)
     on conflict (engagement_id, person_id, role, purpose) do update
        set status = 'sent', hours_per_week = excluded.hours_per_week, hourly_yen = excluded.hourly_yen,
            expires_at = excluded.expires_at, offered_by = excluded.offered_by, created_at = now(), answered_at = null
     returning id`,
    [
      engagement.siteId,
      engagement.id,
      body.role,
      body.purpose,
      body.hoursPerWeek,
      body.hourlyYen,
      body.expiresAt,
      command.actor.personId,
      body.personIds.map(() => newId()),
      body.personIds,
    ],
  );
  return rows.map(({ id }) => id);
}
