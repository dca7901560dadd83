import type { Manual, ManualHead, VersionWritten, WriteManual } from '@kado/contracts/schemas/plans';
import { COMMANDS } from '@kado/domain/commands';
import { Database, newId } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { lockStage } from '../common/stage';
import { hashOf } from './plans.service';

type Row<T> = Omit<T, 'publishedAt' | 'createdAt'> & { publishedAt: Date | null; createdAt: Date };

const HEAD = `version, author_id as "authorId", content_hash as "contentHash", published_at as "publishedAt", created_at as "createdAt"`;
/** A draft is the director's and the manager's; a manual is published when the plan that names it is approved. */
const READS_DRAFTS = ['director', 'manager'];

@Injectable()
export class ManualsService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  write(command: CommandRequest, idOrKey: string, { sections }: WriteManual): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, command.actor, 'manuals.write', idOrKey);
      await lockStage(tx, engagement, ['requirements', 'decomposition', ...COMMANDS.propose_plan_change.stages]);
      const contentHash = hashOf({ sections });
      const row = await tx.one<{ version: number }>(
        `insert into manual_version (id, site_id, engagement_id, version, sections, author_id, content_hash)
         select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6 from manual_version where engagement_id = $3
         returning version`,
        [newId(), engagement.siteId, engagement.id, JSON.stringify(sections), command.actor.personId, contentHash],
      );
      const version = row?.version as number;
      const after = { version, contentHash, sections: sections.length };
      await auditCommand(tx, command, engagement, {
        operation: 'manuals.write',
        entity: 'manual_version',
        entityId: String(version),
        after,
      });
      return { status: 201, body: { version, contentHash } satisfies VersionWritten };
    });
  }

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<ManualHead>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'manuals.list', idOrKey);
      const [before] = decodeCursor(query.cursor, ['integer']) ?? [];
      const rows = await tx.rows<Row<ManualHead>>(
        `select ${HEAD} from manual_version
          where engagement_id = $1 and ($2::int is null or version < $2) and ($4 or published_at is not null)
          order by version desc limit $3`,
        [engagement.id, before ?? null, query.limit + 1, READS_DRAFTS.includes(engagement.actingRole)],
      );
      return toPage(rows, query.limit, (row) => [row.version], show);
    });
  }

  get(actor: Actor, idOrKey: string, version: number): Promise<Manual> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'manuals.get', idOrKey);
      const row = await tx.one<Row<Manual>>(
        `select ${HEAD}, sections,
                (select coalesce(max(m.manual_version_acknowledged), 0) >= version from engagement_member m
                  where m.engagement_id = $1 and m.person_id = $4 and m.role in ('leader', 'teleworker') and m.until is null
                 having count(*) > 0) as acknowledged
           from manual_version where engagement_id = $1 and version = $2 and ($3 or published_at is not null)`,
        [engagement.id, version, READS_DRAFTS.includes(engagement.actingRole), actor.personId],
      );
      if (!row) throw new Problem(404, 'manual_not_found');
      return show(row);
    });
  }

  /** "I have read it": what the next reservation asks for. Reading an older version never takes a newer one back. */
  acknowledge(command: CommandRequest, idOrKey: string, version: number): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const engagement = await this.access.requireEngagement(tx, actor, 'manuals.acknowledge', idOrKey);
      const manual = await tx.one<{ published: boolean }>(
        'select published_at is not null as published from manual_version where engagement_id = $1 and version = $2',
        [engagement.id, version],
      );
      if (!manual) throw new Problem(404, 'manual_not_found');
      if (!manual.published) throw new Problem(409, 'manual_not_published');
      const row = await tx.one<{ acknowledged: number }>(
        `update engagement_member set manual_version_acknowledged = greatest(coalesce(manual_version_acknowledged, 0), $3)
          where engagement_id = $1 and person_id = $2 and role in ('leader', 'teleworker') and until is null
         returning manual_version_acknowledged as acknowledged`,
        [engagement.id, actor.personId, version],
      );
      const acknowledgedVersion = row?.acknowledged ?? version;
      const after = { version, acknowledgedVersion };
      await auditCommand(tx, command, engagement, {
        operation: 'manuals.acknowledge',
        entity: 'manual_version',
        entityId: String(version),
        after,
      });
      return { status: 200, body: after };
    });
  }
}

function show<T extends ManualHead>(row: Row<T>): T {
  return {
    ...row,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  } as unknown as T;
}
