import type { RequirementVersion } from '@kado/contracts/schemas/requirements';
import type { RequirementClauses } from '@kado/domain/requirements';
import { Database } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { lockStage } from '../common/stage';
import { insertRequirements } from './versions';

type Version = z.output<typeof RequirementVersion>;

@Injectable()
export class RequirementsService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly commands: CommandsService,
  ) {}

  write(command: CommandRequest, idOrKey: string, clauses: RequirementClauses): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const engagement = await this.access.requireEngagement(tx, actor, 'requirements.write', idOrKey);
      await lockStage(tx, engagement, ['requirements']);
      const { id, version, contentHash } = await insertRequirements(tx, engagement, actor.personId, clauses);
      const after = { version, contentHash };
      await auditCommand(tx, command, engagement, {
        operation: 'requirements.write',
        entity: 'requirement_version',
        entityId: id,
        after,
      });
      return { status: 201, body: after };
    });
  }

  list(actor: Actor, idOrKey: string, { limit, cursor }: PageQuery): Promise<Page<Version>> {
    const after = decodeCursor(cursor, ['integer']);
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'requirements.list', idOrKey);
      const isClient = engagement.actingRole === 'client';
      const rows = await tx.rows<Omit<Version, 'createdAt'> & { createdAt: Date }>(
        `select r.version, r.status, r.clauses, r.content_hash as "contentHash", r.created_at as "createdAt",
                case when not $2::boolean then json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) end as author
           from requirement_version r join person p on p.id = r.author_id
          where r.engagement_id = $1 and ($3::bigint is null or r.version < $3) and (not $2 or r.status <> 'draft')
          order by r.version desc limit $4`,
        [engagement.id, isClient, after?.[0] ?? null, limit + 1],
      );
      return toPage(
        rows,
        limit,
        (row) => [row.version],
        (row) => ({ ...row, createdAt: row.createdAt.toISOString() }),
      );
    });
  }
}
