import type { WorkItemDetail, WorkItemEvent, WorkItemRow } from '@kado/contracts/schemas/work-items';
import { PURPOSES } from '@kado/contracts/schemas/work-items';
import { rejectionName } from '@kado/domain/rejection-codes';
import type { Role } from '@kado/domain/roles';
import type { Storage } from '@kado/integrations/storage/storage';
import { Database, type Tx } from '@kado/persistence/database';
import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { STORAGE } from '../common/injection';
import { decodeCursor, type Page, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { ITEM_COLUMNS, itemListSql, namesIn } from './item-list-sql';
import { pictureUrl } from './picture-url';
import type { WorkItemQuery } from './work-items.schemas';

type Names = Record<string, string>;
type Row = Omit<WorkItemRow, 'leaseUntil' | 'updatedAt' | 'imageUrl'> & {
  leaseUntil: Date | null;
  updatedAt: Date;
  fileId: string | null;
};

/** A teleworker sees no colleagues by name; the client does not come here at all. */
const READS_NAMES: readonly Role[] = ['leader', 'director', 'manager', 'coordinator'];

@Injectable()
export class WorkItemReads {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  list(actor: Actor, idOrKey: string, query: WorkItemQuery): Promise<Page<WorkItemRow> & { people: Names }> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'items.list', idOrKey);
      const after = decodeCursor(query.cursor, ['text', 'integer', 'integer', 'uuid']);
      const [purpose = '', seq = '', pass = '', id = ''] = after ?? [];
      if (after && !PURPOSES.some((known) => known === purpose)) throw new Problem(400, 'invalid_cursor');
      const { sql, params } = itemListSql(engagement.id, query, after && { purpose, seq, pass, id });
      const rows = await tx.rows<Row & { people: Names | null }>(sql, params);
      const mayName = READS_NAMES.includes(engagement.actingRole);
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.purpose, row.seq, row.pass, row.id],
        ({ people: _, ...row }) => show(row),
      );
      return { ...page, people: (mayName && rows[0]?.people) || {} };
    });
  }

  get(actor: Actor, id: string): Promise<WorkItemDetail> {
    return this.database.transaction(actor.scope, async (tx) => {
      const item = await this.access.requireWorkItem(tx, actor, 'items.get', id);
      const { people, ...row } = (await tx.one<Row & { people: Names }>(
        `with page as (select * from work_item where id = $1)
         select ${ITEM_COLUMNS}, ${namesIn('page')} as people from page w left join lot l on l.id = w.lot_id`,
        [item.id],
      )) as Row & { people: Names };
      const events = await tx.rows<Omit<WorkItemEvent, 'at'> & { at: Date }>(
        `select at, from_state as "from", to_state as "to", actor_id as "actorId", reason, answer, fence,
                manual_version as "manualVersion", plan_version as "planVersion"
           from work_item_event where work_item_id = $1 order by id`,
        [item.id],
      );
      return {
        ...show(row),
        people: READS_NAMES.includes(item.actingRole) ? people : {},
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
