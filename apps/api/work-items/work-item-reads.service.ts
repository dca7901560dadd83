import type { WorkItemDetail, WorkItemEvent, WorkItemRow } from '@kado/contracts/schemas/work-items';
import { rejectionName } from '@kado/domain/rejection-codes';
import type { Storage } from '@kado/integrations/storage/storage';
import { Database, type Tx } from '@kado/persistence/database';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { STORAGE } from '../common/injection';
import { decodeCursor, type Page, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { pictureUrl } from './picture-url';
import type { WorkItemQuery } from './work-items.schemas';

type Row = Omit<WorkItemRow, 'leaseUntil' | 'updatedAt' | 'imageUrl'> & {
  leaseUntil: Date | null;
  updatedAt: Date;
  fileId: string | null;
};

const COLUMNS = `w.id, w.external_id as "externalId", w.purpose, w.seq, w.pass, l.key as lot, w.state, w.answer,
  w.answer_version as "answerVersion", w.author_id as "authorId", w.reviewer_id as "reviewerId",
  w.second_reviewer_id as "secondReviewerId", w.fixer_id as "fixerId",
  w.adjudicator_id as "adjudicatorId", w.holder_id as "holderId", w.lease_until as "leaseUntil",
  w.active_seconds::float as "activeSeconds", w.returns, w.return_code as "returnCode", w.manual_version as "manualVersion",
  w.plan_version as "planVersion", w.file_id as "fileId", w.updated_at as "updatedAt"`;

@Injectable()
export class WorkItemReads {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  list(actor: Actor, idOrKey: string, query: WorkItemQuery): Promise<Page<WorkItemRow>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'items.list', idOrKey);
      const [purpose, seq, pass, id] = decodeCursor(query.cursor, ['text', 'integer', 'integer', 'uuid']) ?? [];
      const rows = await tx.rows<Row>(
        `select ${COLUMNS} from work_item w left join lot l on l.id = w.lot_id
          where w.engagement_id = $1 and ($2::text is null or w.state = $2) and ($3::text is null or w.purpose = $3)
            and ($4::text is null or l.key = $4 or l.lot_no::text = $4)
            and ($5::text is null or (w.purpose, w.seq, w.pass, w.id) > ($5, $6::int, $7::int, $8::uuid))
          order by w.purpose, w.seq, w.pass, w.id limit $9`,
        [
          engagement.id,
          query.state ?? null,
          query.purpose ?? null,
          query.lot ?? null,
          purpose ?? null,
          seq ?? null,
          pass ?? null,
          id ?? null,
          query.limit + 1,
        ],
      );
      return toPage(rows, query.limit, (row) => [row.purpose, row.seq, row.pass, row.id], show);
    });
  }

  get(actor: Actor, id: string): Promise<WorkItemDetail> {
    return this.database.transaction(actor.scope, async (tx) => {
      const item = await this.access.requireWorkItem(tx, actor, 'items.get', id);
      const row = (await tx.one<Row>(
        `select ${COLUMNS} from work_item w left join lot l on l.id = w.lot_id where w.id = $1`,
        [item.id],
      )) as Row;
      const events = await tx.rows<Omit<WorkItemEvent, 'at'> & { at: Date }>(
        `select at, from_state as "from", to_state as "to", actor_id as "actorId", reason, answer, fence,
                manual_version as "manualVersion", plan_version as "planVersion"
           from work_item_event where work_item_id = $1 order by id`,
        [item.id],
      );
      return {
        ...show(row),
        rejection: await lastRejection(tx, item.id),
        events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
      };
    });
  }

  async picture(actor: Actor, id: string): Promise<{ bytes: Buffer; mediaType: string; sha256: string }> {
    const file = await this.database.transaction(actor.scope, async (tx) => {
      const item = await this.access.requireWorkItem(tx, actor, 'items.picture', id);
      return tx.one<{ sha256: string; mediaType: string }>(
        'select sha256, media_type as "mediaType" from stored_file where id = $1',
        [item.fileId],
      );
    });
    if (!file) throw new Problem(404, 'file_not_found');
    return { ...file, bytes: await this.storage.get(file.sha256) };
  }
}

function show({ fileId, ...row }: Row): WorkItemRow {
  return {
    ...row,
    imageUrl: pictureUrl({ id: row.id, fileId }),
    leaseUntil: row.leaseUntil?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What the client said of it when the delivery came back; names that led to no rejection are nobody's business. */
async function lastRejection(tx: Tx, id: string): Promise<WorkItemDetail['rejection']> {
  const row = await tx.one<{ deliveryNo: number; code: string; comment: string }>(
    `select d.delivery_no as "deliveryNo", r.code, r.comment from delivery_rejection r join delivery d on d.id = r.delivery_id
      where r.work_item_id = $1 and d.status = 'rejected' order by d.delivery_no desc limit 1`,
    [id],
  );
  return row ? { ...row, name: rejectionName(row.code) } : null;
}
