import type { TimelineItem } from '@kado/contracts/schemas/engagement';
import type { Role } from '@kado/domain/roles';
import { Database } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { decodeCursor, type Page, toPage } from '../common/paging';
import type { TimelineQuery } from './timeline.query';
import { CLIENT_SEES, timelineText, WITHIN_KADO } from './timeline-texts';
import type { AuditFacts } from './timeline-words';

type Entry = z.output<typeof TimelineItem>;

interface AuditRow extends AuditFacts {
  id: string;
  at: Date;
  actorId: string | null;
  actorName: string | null;
  role: Role | null;
  via: Entry['via'];
  entity: string;
  entityId: string;
  reason: string | null;
}

@Injectable()
export class TimelineService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  /**
   * The audit log of an engagement in words. People of the client and city staff read roles instead of names; the client
   * also nothing of what KADO settles within (offers, margin, evidence) and no reasons but their own.
   */
  list(actor: Actor, idOrKey: string, query: TimelineQuery): Promise<Page<Entry>> {
    const { limit } = query;
    const after = decodeCursor(query.cursor, ['integer']);
    const [beyond, direction] = query.order === 'newest' ? (['<', 'desc'] as const) : (['>', 'asc'] as const);
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.timeline', idOrKey);
      const isClient = engagement.actingRole === 'client';
      const isNameless = isClient || engagement.actingRole === 'city';
      const rows = await tx.rows<AuditRow>(
        `select a.id::text, a.at, a.actor_id as "actorId", p.family_name || ' ' || p.given_name as "actorName",
                a.actor_role as role, a.via, a.operation, a.entity, a.entity_id as "entityId", a.before, a.after, r.text as reason,
                coalesce(t.kind, a.after ->> 'kind') as kind, l.lot_no as "lotNo", t.subject
           from audit_log a left join person p on p.id = a.actor_id left join reason_text r on r.id = a.reason_id
           left join human_task t on a.entity = 'human_task' and t.id = a.entity_id
           left join lot l on l.id = t.lot_id or (a.entity = 'lot' and l.id::text = a.entity_id)
          where a.engagement_id = $1 and ($2::bigint is null or a.id ${beyond} $2)
            and ($4::text[] is null or (a.operation = any ($4) and not coalesce(t.kind, '') = any ($5::text[])))
            and ($6::text is null or a.operation = $6) and ($7::text is null or a.entity_id = $7)
            and ($8::uuid is null or (a.actor_id = $8 and (not $9 or a.actor_id = $10)))
            and ($11::timestamptz is null or a.at >= $11) and ($12::timestamptz is null or a.at < $12)
          order by a.id ${direction} limit $3`,
        [
          engagement.id,
          after?.[0] ?? null,
          limit + 1,
          isClient ? CLIENT_SEES : null,
          WITHIN_KADO,
          query.operation ?? null,
          query.entityId ?? null,
          query.actorId ?? null,
          isNameless,
          actor.personId,
          query.since ?? null,
          query.until ?? null,
        ],
      );
      return toPage(
        rows,
        limit,
        (row) => [row.id],
        (row) => show(row, actor, isNameless, isClient),
      );
    });
  }
}

function show(row: AuditRow, viewer: Actor, isNameless: boolean, isClient: boolean): Entry {
  const text = timelineText(row);
  const isMine = row.actorId === viewer.personId;
  const mayName = row.actorId !== null && row.actorName !== null && (!isNameless || isMine);
  const mayReadReason =
    row.reason !== null && (!isClient || row.role === 'client' || row.operation === 'questions.ask');
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: mayName ? { id: row.actorId as string, name: row.actorName as string } : null,
    role: row.role,
    via: row.via,
    operation: row.operation,
    entity: row.entity,
    entityId: row.entityId,
    textJa: text.ja,
    textEn: text.en,
    ...(mayReadReason && { reason: row.reason as string }),
  };
}
