import type { TimelineItem, Waiting } from '@kado/contracts/schemas/engagement';
import { type HumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import type { Role } from '@kado/domain/roles';
import { Database } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { type AuditFacts, CLIENT_SEES, timelineText } from './timeline-texts';

type Entry = z.output<typeof TimelineItem>;
type Wait = z.output<typeof Waiting>['waiting'][number];

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
  list(actor: Actor, idOrKey: string, { limit, cursor }: PageQuery): Promise<Page<Entry>> {
    const after = decodeCursor(cursor, ['integer']);
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.timeline', idOrKey);
      const isClient = engagement.actingRole === 'client';
      const rows = await tx.rows<AuditRow>(
        `select a.id::text, a.at, a.actor_id as "actorId", p.family_name || ' ' || p.given_name as "actorName",
                a.actor_role as role, a.via, a.operation, a.entity, a.entity_id as "entityId", a.before, a.after, r.text as reason,
                coalesce(t.kind, a.after ->> 'kind') as kind, l.lot_no as "lotNo"
           from audit_log a left join person p on p.id = a.actor_id left join reason_text r on r.id = a.reason_id
           left join human_task t on a.entity = 'human_task' and t.id = a.entity_id
           left join lot l on l.id = t.lot_id or (a.entity = 'lot' and l.id::text = a.entity_id)
          where a.engagement_id = $1 and ($2::bigint is null or a.id > $2)
            and ($4::text[] is null or (a.operation = any ($4) and coalesce(t.kind, '') <> 'approve_margin'))
          order by a.id limit $3`,
        [engagement.id, after?.[0] ?? null, limit + 1, isClient ? CLIENT_SEES : null],
      );
      const isNameless = isClient || engagement.actingRole === 'city';
      return toPage(
        rows,
        limit,
        (row) => [row.id],
        (row) => show(row, actor, isNameless, isClient),
      );
    });
  }

  waiting(actor: Actor, idOrKey: string): Promise<z.output<typeof Waiting>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'engagements.waiting', idOrKey);
      const isNameless = engagement.actingRole === 'client' || engagement.actingRole === 'city';
      const rows = await tx.rows<Omit<Wait, 'since' | 'dueAt' | 'nextStep'> & { since: Date; dueAt: Date }>(
        `select t.id as "taskId", t.kind, t.role, t.waits_for as "waitsFor", t.since, t.due_at as "dueAt",
                case when p.id is not null and (not $2 or p.id = $3)
                     then json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) end as who
           from human_task t left join person p on p.id = t.claimed_by
          where t.engagement_id = $1 and t.status = 'open' order by t.due_at, t.id`,
        [engagement.id, isNameless, actor.personId],
      );
      return {
        engagementKey: engagement.key,
        stage: engagement.stage,
        waiting: rows.map((row) => ({
          ...row,
          since: row.since.toISOString(),
          dueAt: row.dueAt.toISOString(),
          nextStep: { ja: kindSpec(row.kind as HumanTaskKind).ja, en: kindSpec(row.kind as HumanTaskKind).en },
        })),
      };
    });
  }
}

function show(row: AuditRow, viewer: Actor, isNameless: boolean, isClient: boolean): Entry {
  const text = timelineText(row);
  const isMine = row.actorId === viewer.personId;
  const mayName = row.actorId !== null && row.actorName !== null && (!isNameless || isMine);
  const mayReadReason = row.reason !== null && (!isClient || row.role === 'client');
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
