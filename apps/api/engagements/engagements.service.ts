import { rolesInEngagement } from '@kado/auth/grants';
import type { Settings } from '@kado/config/settings';
import { engagementWorkflowId } from '@kado/contracts/engagement';
import { lotWorkflowId } from '@kado/contracts/lot';
import type { UpdateEngagement } from '@kado/contracts/schemas/engagement';
import { FINAL_STAGES, isFinal } from '@kado/domain/lifecycle';
import { Database, type Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { requireMatch } from '../common/etag';
import { SETTINGS } from '../common/injection';
import { decodeCursor, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { reachParameters, VISIBLE_ENGAGEMENTS } from '../common/visibility';
import { type EngagementViewRow, readEngagement, SELECT_ENGAGEMENT, showItem } from './engagement-view';
import { type EngagementsQuery, startOf } from './engagements.query';

@Injectable()
export class EngagementsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly process: EngagementProcess,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  list(actor: Actor, query: EngagementsQuery) {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<EngagementViewRow>(
        `${SELECT_ENGAGEMENT}
          where ${VISIBLE_ENGAGEMENTS}
            and ($5::text[] is null or e.stage = any ($5))
            and ($6::uuid is null or e.client_id = $6)
            and ($7::text is null or $7 = any (w.roles))
            and ($8::timestamptz is null or w.next_due < $8)
            and ($9::timestamptz is null or (e.created_at, e.id) < ($9, $10::uuid))
            and ($12::text is null or position(lower($12) in lower(e.title)) > 0 or position(upper($12) in e.key) > 0)
            and ($13::boolean is null or $13 = (e.owner_id = $3 or exists (
                  select 1 from engagement_member m where m.engagement_id = e.id and m.person_id = $3 and m.until is null)))
            and ($14::boolean is null or $14 = ${IS_OVERDUE})
          order by e.created_at desc, e.id desc limit $11`,
        [
          ...reachParameters(actor, 'engagements.list'),
          query.stage ?? null,
          query.clientId ?? null,
          query.waitingFor ?? null,
          query.dueBefore === undefined ? null : startOf(query.dueBefore),
          ...(after ?? [null, null]),
          query.limit + 1,
          query.q ?? null,
          query.mine ?? null,
          query.overdue ?? null,
        ],
      );
      return toPage(rows, query.limit, (row) => [row.position, row.id], showItem);
    });
  }

  async get(actor: Actor, idOrKey: string) {
    const { seen, forOps, lotNos } = await this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.get', idOrKey);
      const roles = await rolesInEngagement(tx, actor.personId, engagement);
      const seen = await readEngagement(tx, engagement.id, roles, this.settings);
      const forOps = roles.includes('ops');
      return { seen, forOps, lotNos: forOps ? await lotNumbers(tx, engagement.id) : [] };
    });
    if (!forOps) return seen;
    const { key } = seen.body;
    const executions = [engagementWorkflowId(key), ...lotNos.map((lotNo) => lotWorkflowId(key, lotNo))];
    const engine = await this.process.extent(executions).catch(() => null);
    return { ...seen, body: { ...seen.body, engine } };
  }

  update(
    actor: Actor,
    idOrKey: string,
    ifMatch: string | undefined,
    patch: z.output<typeof UpdateEngagement>,
    traceId: string,
  ) {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.update', idOrKey);
      const before = await tx.one<{
        title: string;
        description: string;
        deliveryDue: string | null;
        rowVersion: number;
      }>(
        `select title, description, delivery_due as "deliveryDue", row_version as "rowVersion"
           from engagement where id = $1 for update`,
        [engagement.id],
      );
      if (!before) throw new Problem(404, 'engagement_not_found');
      requireMatch(ifMatch, before.rowVersion);
      if (isFinal(engagement.stage)) throw new Problem(409, 'wrong_stage', { extras: { stage: engagement.stage } });
      if (patch.deliveryDue !== undefined && patch.deliveryDue !== before.deliveryDue)
        await requireNoContract(tx, engagement);
      const { rowVersion: _, ...old } = before;
      const after = { ...old, ...patch };
      await tx.rows(
        'update engagement set title = $2, description = $3, delivery_due = $4, row_version = row_version + 1 where id = $1',
        [engagement.id, after.title, after.description, after.deliveryDue],
      );
      await tx.audit({
        siteId: engagement.siteId,
        engagementId: engagement.id,
        actorId: actor.personId,
        actorRole: engagement.actingRole,
        via: 'api',
        operation: 'engagements.update',
        entity: 'engagement',
        entityId: engagement.id,
        before: old,
        after,
        traceId,
      });
      const roles = await rolesInEngagement(tx, actor.personId, engagement);
      return readEngagement(tx, engagement.id, roles, this.settings);
    });
  }
}

/** Time stands still on hold, and the date is met once everything is accepted. Business dates are Japan's. */
const IS_OVERDUE = `(e.stage <> 'on_hold' and coalesce(w.next_due < now(), false)
  or e.stage not in ('on_hold', 'closing', 'cancelling', ${FINAL_STAGES.map((stage) => `'${stage}'`).join(', ')})
     and coalesce(e.delivery_due < (now() at time zone 'Asia/Tokyo')::date, false))`;

/** What is signed is not one side's to move. */
async function requireNoContract(tx: Tx, { id, key }: { id: string; key: string }): Promise<void> {
  const signed = await tx.one(
    `select 1 from requirement_version where engagement_id = $1 and status = 'signed' limit 1`,
    [id],
  );
  if (signed)
    throw new Problem(409, 'date_by_change', {
      extras: { instead: { method: 'POST', path: `/api/v1/engagements/${key}/changes` } },
    });
}

async function lotNumbers(tx: Tx, engagementId: string): Promise<number[]> {
  const rows = await tx.rows<{ lotNo: number }>('select lot_no as "lotNo" from lot where engagement_id = $1', [
    engagementId,
  ]);
  return rows.map((row) => row.lotNo);
}
