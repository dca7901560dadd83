import type {
  AdjudicationItem,
  DecideAdjudications,
  DecideReviews,
  ItemResult,
  ItemResults,
  ReserveReviews,
} from '@kado/contracts/schemas/work-items';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService, type EngagementRow, type Entitled } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { requireStage } from '../common/stage';
import { LeaseTimes } from '../work-items/lease';
import { pictureUrl } from '../work-items/picture-url';
import { adjudicate } from './adjudicate';
import { decideReviews } from './decide-reviews';
import { reserveReviews } from './reserve-reviews';

type DisputedRow = Omit<AdjudicationItem, 'imageUrl'> & { fileId: string | null; seq: number };

@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
    private readonly access: AccessService,
    private readonly leases: LeaseTimes,
  ) {}

  reserve(command: CommandRequest, idOrKey: string, { limit, ids }: ReserveReviews): Promise<Answer> {
    const { actor } = command;
    return this.commands.write(command, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'reviews.next', idOrKey);
      requireStage(engagement.stage, ['production', 'quality']);
      const minutes = await this.leases.minutesFor(tx, engagement.id, 'production', limit);
      const { items, fresh } = await reserveReviews(tx, {
        engagementId: engagement.id,
        personId: actor.personId,
        limit,
        minutes,
        ids,
      });
      if (fresh.length > 0)
        await auditCommand(tx, command, engagement, {
          operation: 'reviews.next',
          after: { items: fresh },
        });
      return { status: 200, body: { items } };
    });
  }

  decide(command: CommandRequest, idOrKey: string, body: DecideReviews): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const engagement = await this.access.requireEngagement(tx, actor, 'reviews.decide', idOrKey);
      const results = await decideReviews(tx, engagement, actor.personId, body.items);
      await auditMoved(tx, command, 'reviews.decide', engagement, results);
      return { status: 200, body: { results } satisfies ItemResults };
    });
  }

  disputed(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<AdjudicationItem>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'adjudications.list', idOrKey);
      const [seq, id] = decodeCursor(query.cursor, ['integer', 'uuid']) ?? [];
      const rows = await tx.rows<DisputedRow>(
        `select id, seq, external_id as "externalId", file_id as "fileId", answer, first_answer as "firstAnswer",
                return_code as "returnCode", returns,
                (author_id is distinct from $2 and reviewer_id is distinct from $2 and second_reviewer_id is distinct from $2) as "notMine"
           from work_item
          where engagement_id = $1 and state = 'adjudication' and ($3::int is null or (seq, id) > ($3, $4::uuid))
          order by seq, id limit $5`,
        [engagement.id, actor.personId, seq ?? null, id ?? null, query.limit + 1],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.seq, row.id],
        ({ fileId, seq: _, ...row }) => ({
          ...row,
          imageUrl: pictureUrl({ id: row.id, fileId }),
        }),
      );
    });
  }

  settle(command: CommandRequest, idOrKey: string, body: DecideAdjudications): Promise<Answer> {
    return this.commands.write(command, async (tx) => {
      const { actor } = command;
      const engagement = await this.access.requireEngagement(tx, actor, 'adjudications.decide', idOrKey);
      const results = await adjudicate(tx, engagement, actor.personId, body.items);
      await auditMoved(tx, command, 'adjudications.decide', engagement, results);
      return { status: 200, body: { results } satisfies ItemResults };
    });
  }
}

async function auditMoved(
  tx: Tx,
  command: CommandRequest,
  operation: string,
  engagement: Entitled<EngagementRow>,
  results: readonly ItemResult[],
): Promise<void> {
  const moved = results.flatMap((result) => ('state' in result ? [[result.id, result.state] as const] : []));
  if (moved.length > 0)
    await auditCommand(tx, command, engagement, { operation, after: { items: Object.fromEntries(moved) } });
}
