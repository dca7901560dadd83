import type { Delivery, DeliveryFile } from '@kado/contracts/schemas/deliveries';
import type { Storage } from '@kado/integrations/storage/storage';
import { Database } from '@kado/persistence/database';
import { Inject, Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { STORAGE } from '../common/injection';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { Problem } from '../common/problem';

type StoredFile = Omit<DeliveryFile, 'url'>;
interface Row extends Omit<Delivery, 'files' | 'builtAt' | 'sentAt' | 'acceptedAt'> {
  builtAt: Date;
  sentAt: Date | null;
  acceptedAt: Date | null;
  csv: StoredFile;
  reportFile: StoredFile;
  note: StoredFile;
}

const fileJson = (table: string): string =>
  `json_build_object('id', ${table}.id, 'name', ${table}.name, 'mediaType', ${table}.media_type, 'bytes', ${table}.bytes, 'sha256', ${table}.sha256)`;

/** What was built for the client. The client sees a delivery once it has been sent, not while it is being prepared. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  list(actor: Actor, idOrKey: string, query: PageQuery): Promise<Page<Delivery>> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'deliveries.list', idOrKey);
      const [after] = decodeCursor(query.cursor, ['integer']) ?? [];
      const rows = await tx.rows<Row>(
        `select d.id, d.delivery_no as "deliveryNo", d.items, d.status, d.report,
                array(select l.lot_no from lot l where l.engagement_id = d.engagement_id and l.purpose = 'production'
                         and (d.lot_nos = '{}' or l.lot_no = any (d.lot_nos)) order by 1) as "lotNos",
                case when d.status = 'accepted' then d.accepted_via end as "acceptedVia",
                (select count(*)::int from delivery_rejection x where x.delivery_id = d.id) as "rejectedItems", d.built_at as "builtAt", d.sent_at as "sentAt",
                d.accepted_at as "acceptedAt", ${fileJson('c')} as csv, ${fileJson('r')} as "reportFile", ${fileJson('n')} as note
           from delivery d join stored_file c on c.id = d.csv_file_id join stored_file r on r.id = d.report_file_id
           join stored_file n on n.id = d.note_file_id
          where d.engagement_id = $1 and ($2::int is null or d.delivery_no > $2) and (not $3 or d.status <> 'built')
          order by d.delivery_no limit $4`,
        [engagement.id, after ?? null, engagement.actingRole === 'client', query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [row.deliveryNo], show);
    });
  }

  async file(actor: Actor, id: string): Promise<StoredFile & { content: Buffer }> {
    const file = await this.database.transaction(actor.scope, async (tx) => {
      const row = isUuid(id)
        ? await tx.one<StoredFile & { engagementId: string; delivered: boolean }>(
            `select f.id, f.name, f.media_type as "mediaType", f.bytes, f.sha256, f.engagement_id as "engagementId",
                    exists (select 1 from delivery d where d.status <> 'built'
                               and f.id in (d.csv_file_id, d.report_file_id, d.note_file_id)) as delivered
               from stored_file f where f.id = $1`,
            [id],
          )
        : undefined;
      if (!row) throw new Problem(404, 'file_not_found');
      const engagement = await this.entitled(() =>
        this.access.requireEngagement(tx, actor, 'files.get', row.engagementId),
      );
      if (engagement.actingRole === 'client' && !row.delivered) throw new Problem(404, 'file_not_found');
      return row;
    });
    return { ...file, content: await this.storage.get(file.sha256) };
  }

  /** A file of an engagement one has nothing to do with is a file that is not there. */
  private async entitled<T>(require: () => Promise<T>): Promise<T> {
    try {
      return await require();
    } catch (error) {
      throw error instanceof Problem && error.status === 404 ? new Problem(404, 'file_not_found') : error;
    }
  }
}

function show({ csv, reportFile, note, ...row }: Row): Delivery {
  const linked = (file: StoredFile): DeliveryFile => ({ ...file, url: `/api/v1/files/${file.id}` });
  return {
    ...row,
    builtAt: row.builtAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    files: { csv: linked(csv), report: linked(reportFile), note: linked(note) },
  };
}
