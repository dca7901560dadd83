import type { Stage } from '@kado/domain/lifecycle';
import { newId, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { holdPeople } from '../common/hold-people';
import { Problem } from '../common/problem';
import { requireStage } from '../common/stage';
import { OFFER_COLUMNS, OFFER_FROM, type OfferRow, showOffer } from './offer-view';
import { OFFERING } from './stages';

interface Open {
  id: string;
  siteId: string;
  engagementId: string;
  role: 'leader' | 'teleworker';
  purpose: 'pilot' | 'team';
  status: string;
  inTime: boolean;
  stage: Stage;
}

/** The person's side: accept or decline, both as good; a declined offer changes nothing else anywhere. */
@Injectable()
export class OfferAnswersService {
  constructor(private readonly commands: CommandsService) {}

  accept(command: CommandRequest, id: string): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const offer = await open(tx, command, id);
      requireStage(offer.stage, OFFERING[offer.purpose]);
      await tx.rows(
        `insert into engagement_member (id, site_id, engagement_id, person_id, role, purpose, hours_per_week, hourly_yen)
         select $2, site_id, engagement_id, person_id, role, purpose, hours_per_week, hourly_yen from offer where id = $1
         on conflict (engagement_id, person_id, role) do update
            set purpose = case when engagement_member.purpose = 'team' and engagement_member.until is null then 'team' else excluded.purpose end,
                hours_per_week = excluded.hours_per_week, hourly_yen = excluded.hourly_yen, until = null,
                since = case when engagement_member.until is null then engagement_member.since else now() end`,
        [offer.id, newId()],
      );
      return answered(tx, command, offer, 'accepted');
    });
  }

  decline(command: CommandRequest, id: string): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const offer = await open(tx, command, id);
      return answered(tx, command, offer, 'declined');
    });
  }
}

/** The person's own offer, locked, still waiting for an answer. Offers of others do not exist for them. */
async function open(tx: Tx, { actor }: CommandRequest, id: string): Promise<Open> {
  await holdPeople(tx, [actor.personId], 'share');
  const offer = isUuid(id)
    ? await tx.one<Open>(
        `select o.id, o.site_id as "siteId", o.engagement_id as "engagementId", o.role, o.purpose, o.status,
                o.expires_at > now() as "inTime", e.stage
           from offer o join engagement e on e.id = o.engagement_id where o.id = $1 and o.person_id = $2 for update of o`,
        [id, actor.personId],
      )
    : undefined;
  if (!offer) throw new Problem(404, 'offer_not_found');
  if (offer.status !== 'sent') throw new Problem(409, 'offer_answered', { extras: { offerStatus: offer.status } });
  if (!offer.inTime) throw new Problem(409, 'offer_expired');
  return offer;
}

async function answered(tx: Tx, command: CommandRequest, offer: Open, status: 'accepted' | 'declined') {
  await tx.rows('update offer set status = $2, answered_at = now() where id = $1', [offer.id, status]);
  const row = await tx.one<OfferRow>(`select ${OFFER_COLUMNS} from ${OFFER_FROM} where o.id = $1`, [offer.id]);
  await tx.audit({
    siteId: offer.siteId,
    engagementId: offer.engagementId,
    actorId: command.actor.personId,
    actorRole: offer.role,
    via: 'api',
    operation: status === 'accepted' ? 'offers.accept' : 'offers.decline',
    entity: 'offer',
    entityId: offer.id,
    after: { status },
    traceId: command.traceId,
  });
  return { status: 200, body: showOffer(row as OfferRow) };
}
