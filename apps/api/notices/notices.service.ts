import type { Notice } from '@kado/contracts/schemas/notices';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { z } from 'zod';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, type Page, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { type NoticeData, noticeWords } from './notice-words';
import type { NoticesQuery } from './notices.query';

type Shown = z.output<typeof Notice>;
interface Row {
  id: string;
  kind: string;
  data: NoticeData;
  at: Date;
  readAt: Date | null;
  position: string;
}

const SELECT = `select id, kind, data, created_at as at, read_at as "readAt",
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position from notice`;

/** What the system has to say to a person, until it is read. Nobody reads those of somebody else. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
  ) {}

  list(actor: Actor, { unread, limit, cursor }: NoticesQuery): Promise<Page<Shown>> {
    const after = decodeCursor(cursor, ['instant', 'uuid']);
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<Row>(
        `${SELECT} where person_id = $1 and ($2::boolean is not true or read_at is null)
            and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
          order by created_at desc, id desc limit $5`,
        [actor.personId, unread ?? null, ...(after ?? [null, null]), limit + 1],
      );
      return toPage(rows, limit, (row) => [row.position, row.id], show);
    });
  }

  read(request: CommandRequest, id: string): Promise<Answer> {
    return this.commands.write(request, async (tx) => {
      const find = async (lock: '' | 'for update') =>
        isUuid(id)
          ? tx.one<Row>(`${SELECT} where id = $1 and person_id = $2 ${lock}`, [id, request.actor.personId])
          : undefined;
      const row = await find('for update');
      if (!row) throw new Problem(404, 'notice_not_found');
      if (row.readAt === null) {
        await tx.rows('update notice set read_at = now() where id = $1', [id]);
        await audit(tx, request, { operation: 'notices.read', entityId: row.id });
      }
      return { status: 200, body: show((await find('')) as Row) };
    });
  }

  readAll(request: CommandRequest): Promise<Answer> {
    return this.commands.write(request, async (tx) => {
      const rows = await tx.rows(
        'update notice set read_at = now() where person_id = $1 and read_at is null returning id',
        [request.actor.personId],
      );
      if (rows.length > 0)
        await audit(tx, request, {
          operation: 'notices.readAll',
          entityId: request.actor.personId,
          after: { read: rows.length },
        });
      return { status: 200, body: { read: rows.length } };
    });
  }
}

function audit(
  tx: Tx,
  { actor, traceId }: CommandRequest,
  entry: { operation: string; entityId: string; after?: unknown },
): Promise<void> {
  return tx.audit({
    siteId: actor.homeSiteId,
    actorId: actor.personId,
    via: 'api',
    entity: 'notice',
    traceId,
    ...entry,
  });
}

function show({ id, kind, data, at, readAt }: Row): Shown {
  return {
    id,
    kind,
    text: noticeWords(kind, data),
    engagementKey: data.engagementKey ?? null,
    taskId: data.taskId ?? null,
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
