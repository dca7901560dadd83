import { createHash } from 'node:crypto';
import type { PlanVersion, VersionWritten, WritePlan } from '@kado/contracts/schemas/plans';
import { COMMANDS } from '@kado/domain/commands';
import { checkPlan } from '@kado/domain/plan';
import { Database, newId } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import { type CommandRequest, canonical } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { fieldProblem, Problem } from '../common/problem';
import { lockStage } from '../common/stage';

/** Versions of the plan. While the work runs a new one is a draft that changes nothing until it is proposed and approved. */
@Injectable()
export class PlansService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
  ) {}

  write(command: CommandRequest, idOrKey: string, { plan, manualVersion }: WritePlan): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, command.actor, 'plans.write', idOrKey);
      await lockStage(tx, engagement, ['decomposition', ...COMMANDS.propose_plan_change.stages]);
      const faults = checkPlan(plan);
      if (faults.length > 0) {
        const errors = faults.map((fault) => ({ ...fault, pointer: `/plan${fault.pointer}` }));
        throw new Problem(422, 'plan_invalid', { errors });
      }
      const known = await tx.one('select 1 from manual_version where engagement_id = $1 and version = $2', [
        engagement.id,
        manualVersion,
      ]);
      if (!known)
        throw fieldProblem('/manualVersion', 'no_such_version', {
          ja: 'この版のマニュアルはありません。',
          en: 'There is no such version of the manual.',
        });
      const contentHash = hashOf({ plan, manualVersion });
      const row = await tx.one<{ version: number }>(
        `insert into plan_version (id, site_id, engagement_id, version, plan, manual_version, author_id, content_hash)
         select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7 from plan_version where engagement_id = $3
         returning version`,
        [
          newId(),
          engagement.siteId,
          engagement.id,
          JSON.stringify(plan),
          manualVersion,
          command.actor.personId,
          contentHash,
        ],
      );
      const version = row?.version as number;
      const after = { version, manualVersion, contentHash };
      await auditCommand(tx, command, engagement, {
        operation: 'plans.write',
        entity: 'plan_version',
        entityId: String(version),
        after,
      });
      return { status: 201, body: { version, contentHash } satisfies VersionWritten };
    });
  }

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<PlanVersion>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'plans.list', idOrKey);
      const [before] = decodeCursor(query.cursor, ['integer']) ?? [];
      const rows = await tx.rows<Omit<PlanVersion, 'createdAt'> & { createdAt: Date }>(
        `select version, plan, manual_version as "manualVersion", author_id as "authorId", status,
                content_hash as "contentHash", created_at as "createdAt"
           from plan_version where engagement_id = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
        [engagement.id, before ?? null, query.limit + 1],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.version],
        (row) => ({ ...row, createdAt: row.createdAt.toISOString() }),
      );
    });
  }
}

/** The same document has the same hash, whatever the order of its members. */
export function hashOf(document: unknown): string {
  return createHash('sha256').update(canonical(document)).digest('hex');
}
