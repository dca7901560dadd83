import { rolesInEngagement } from '@kado/auth/grants';
import type { OperationId } from '@kado/auth/policy';
import type { Change } from '@kado/contracts/schemas/changes';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { type ChangeViewRow, SELECT_CHANGE, showChange } from './change-view';

@Injectable()
export class ChangeReads {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  list(actor: Actor, idOrKey: string, { limit, cursor }: PageQuery): Promise<Page<Change>> {
    const [before] = decodeCursor(cursor, ['integer']) ?? [];
    return this.database.transaction(actor.scope, async (tx) => {
      const { engagement, roles } = await this.find(tx, actor, 'changes.list', idOrKey);
      const rows = await tx.rows<ChangeViewRow>(
        `${SELECT_CHANGE} where c.engagement_id = $1 and ($2::bigint is null or c.change_no < $2)
          order by c.change_no desc limit $3`,
        [engagement.id, before ?? null, limit + 1],
      );
      return toPage(
        rows,
        limit,
        (row) => [row.no],
        (row) => showChange(row, roles, actor.personId),
      );
    });
  }

  get(actor: Actor, idOrKey: string, no: number): Promise<Change> {
    return this.database.transaction(actor.scope, async (tx) => {
      const { engagement } = await this.find(tx, actor, 'changes.get', idOrKey);
      return this.read(tx, actor, engagement, no);
    });
  }

  /** As this person sees it. */
  async read(
    tx: Tx,
    actor: Actor,
    engagement: { id: string; siteId: string; clientId: string },
    no: number,
  ): Promise<Change> {
    const row = await tx.one<ChangeViewRow>(`${SELECT_CHANGE} where c.engagement_id = $1 and c.change_no = $2`, [
      engagement.id,
      no,
    ]);
    if (!row) throw new Problem(404, 'change_not_found');
    return showChange(row, await rolesInEngagement(tx, actor.personId, engagement), actor.personId);
  }

  private async find(tx: Tx, actor: Actor, operation: OperationId, idOrKey: string) {
    const engagement = await this.access.requireEngagement(tx, actor, operation, idOrKey);
    return { engagement, roles: await rolesInEngagement(tx, actor.personId, engagement) };
  }
}
