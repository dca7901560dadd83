import { rolesInEngagement } from '@kado/auth/grants';
import type { Settings } from '@kado/config/settings';
import type { UpdateEngagement } from '@kado/contracts/schemas/engagement';
import { isFinal } from '@kado/domain/lifecycle';
import { Database } from '@kado/persistence/database';
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
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  list(actor: Actor, query: EngagementsQuery) {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<EngagementViewRow>(
        `${SELECT_ENGAGEMENT}
          where ${VISIBLE_ENGAGEMENTS}
            and ($5::text is null or e.stage = $5)
            and ($6::uuid is null or e.client_id = $6)
            and ($7::text is null or $7 = any (w.roles))
            and ($8::timestamptz is null or w.next_due < $8)
            and ($9::timestamptz is null or (e.created_at, e.id) < ($9, $10::uuid))
          order by e.created_at desc, e.id desc limit $11`,
        [
          ...reachParameters(actor, 'engagements.list'),
          query.stage ?? null,
          query.clientId ?? null,
          query.waitingFor ?? null,
          query.dueBefore === undefined ? null : startOf(query.dueBefore),
          ...(after ?? [null, null]),
          query.limit + 1,
        ],
      );
      return toPage(rows, query.limit, (row) => [row.position, row.id], showItem);
    });
  }

  get(actor: Actor, idOrKey: string) {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.get', idOrKey);
      const roles = await rolesInEngagement(tx, actor.personId, engagement);
      return readEngagement(tx, engagement.id, roles, this.settings);
    });
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
