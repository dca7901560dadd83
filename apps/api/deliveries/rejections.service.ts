import type { OperationId } from '@kado/auth/policy';
import type { NameRejections, Rejections } from '@kado/contracts/schemas/deliveries';
import { rejectionName } from '@kado/domain/rejection-codes';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Actor } from '../common/actor';
import { onHoldProblem, readHold } from '../common/hold';
import { Problem } from '../common/problem';
import { checkRejections } from './check-rejections';

type Named = NameRejections['items'];
interface DeliveryRow {
  id: string;
  deliveryNo: number;
  status: Rejections['status'];
  isAsked: boolean;
}

/** Two sets named at the same time come one after the other; the decision on the delivery takes the same lock. */
const LOCKED = 'for update of d';

/** Names are kept apart from the decision that they belong to, so that a thousand of them can be put right before it. */
@Injectable()
export class RejectionsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  get(actor: Actor, idOrKey: string, no: string): Promise<Rejections> {
    return this.database.transaction(actor.scope, async (tx) => {
      const { delivery } = await this.find(tx, actor, 'rejections.get', idOrKey, no, '');
      return readRejections(tx, delivery);
    });
  }

  replace(actor: Actor, idOrKey: string, no: string, items: Named, traceId: string): Promise<Rejections> {
    const operation = items.length > 0 ? 'rejections.put' : 'rejections.delete';
    return this.database.transaction(actor.scope, async (tx) => {
      const { engagement, delivery } = await this.find(tx, actor, operation, idOrKey, no, LOCKED);
      await requireWaiting(tx, engagement, delivery);
      const workItemIds = await checkRejections(tx, engagement.id, delivery.id, items);
      await tx.rows('delete from delivery_rejection where delivery_id = $1', [delivery.id]);
      await tx.rows(
        `insert into delivery_rejection (delivery_id, site_id, work_item_id, code, comment, named_by)
         select $1, $2, i.id, i.code, i.comment, $3 from unnest($4::uuid[], $5::text[], $6::text[]) as i(id, code, comment)`,
        [
          delivery.id,
          engagement.siteId,
          actor.personId,
          workItemIds,
          items.map(({ code }) => code),
          items.map(({ comment }) => comment ?? ''),
        ],
      );
      await tx.audit({
        siteId: engagement.siteId,
        engagementId: engagement.id,
        actorId: actor.personId,
        actorRole: engagement.actingRole,
        via: 'api',
        operation,
        entity: 'delivery',
        entityId: delivery.id,
        after: { deliveryNo: delivery.deliveryNo, items: items.length },
        traceId,
      });
      return readRejections(tx, delivery);
    });
  }

  private async find(tx: Tx, actor: Actor, operation: OperationId, idOrKey: string, no: string, lock: string) {
    const engagement = await this.access.requireEngagement(tx, actor, operation, idOrKey);
    const delivery = /^[1-9]\d{0,5}$/.test(no)
      ? await tx.one<DeliveryRow>(
          `select d.id, d.delivery_no as "deliveryNo", d.status,
                  exists (select 1 from human_task t where t.engagement_id = d.engagement_id and t.kind = 'accept_delivery'
                             and t.status = 'open' and coalesce((t.subject ->> 'deliveryNo')::int, 1) = d.delivery_no) as "isAsked"
             from delivery d where d.engagement_id = $1 and d.delivery_no = $2 ${lock}`,
          [engagement.id, Number(no)],
        )
      : undefined;
    if (!delivery || (engagement.actingRole === 'client' && delivery.status === 'built'))
      throw new Problem(404, 'delivery_not_found');
    return { engagement, delivery };
  }
}

async function requireWaiting(tx: Tx, engagement: Entitled<EngagementRow>, delivery: DeliveryRow): Promise<void> {
  const hold = engagement.stage === 'on_hold' ? await readHold(tx, engagement.id) : undefined;
  if (hold) throw onHoldProblem(hold, true);
  if (delivery.status !== 'sent' || !delivery.isAsked)
    throw new Problem(409, 'not_waiting_for_acceptance', {
      extras: { stage: engagement.stage, deliveryStatus: delivery.status },
    });
}

async function readRejections(tx: Tx, { id, deliveryNo, status }: DeliveryRow): Promise<Rejections> {
  const rows = await tx.rows<Omit<Rejections['items'][number], 'name' | 'namedAt'> & { namedAt: Date }>(
    `select w.id as "workItemId", w.external_id as "externalId", r.code, r.comment, r.named_at as "namedAt"
       from delivery_rejection r join work_item w on w.id = r.work_item_id where r.delivery_id = $1 order by w.seq, w.id`,
    [id],
  );
  const items = rows.map((row) => ({ ...row, name: rejectionName(row.code), namedAt: row.namedAt.toISOString() }));
  return { deliveryNo, status, items };
}
