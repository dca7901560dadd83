import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService } from '../common/commands.service';
import { decodeCursor, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { INTERRUPTED } from './faults';
import { type OperationRow, OWN_WORK, readOperation, SELECT_OPERATION, showOperation } from './operation-row';
import type { OperationsQuery } from './operations.query';

const unpack = promisify(gunzip);

/** Six heartbeats: a process that has not been heard for so long is taken for dead. */
const LOST_AFTER_SECONDS = 30;

/** What people do with the long work they have started. */
@Injectable()
export class OwnOperations {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandsService,
  ) {}

  list(actor: Actor, query: OperationsQuery) {
    const [before] = decodeCursor(query.cursor, ['uuid']) ?? [];
    return this.database.transaction(actor.scope, async (tx) => {
      await endLost(tx, actor);
      const rows = await tx.rows<OperationRow>(
        `${SELECT_OPERATION} where o.created_by = $1 and ($2::uuid is null or o.id < $2)
            and ($3::text[] is null or o.state = any ($3)) order by o.id desc limit $4`,
        [actor.personId, before ?? null, query.state ?? null, query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [row.id], showOperation);
    });
  }

  /** Whoever cancels is answered once nothing can be written any more: the work's own transaction asks for this row last. */
  cancel(command: CommandRequest, id: string): Promise<Answer> {
    const { actor } = command;
    return this.commands.write(command, async (tx) => {
      const row = isUuid(id) ? await readOperation(tx, id, actor.personId) : undefined;
      if (!row) throw new Problem(404, 'operation_not_found');
      if (row.kind !== OWN_WORK) throw new Problem(409, 'not_cancellable', { extras: { state: row.state } });
      const stopped = await tx.one(
        `update operation set state = 'cancelled', phase = null, updated_at = now() where id = $1 and state = 'running' returning id`,
        [id],
      );
      const after = (await readOperation(tx, id, actor.personId)) as OperationRow;
      if (!stopped) throw new Problem(409, 'operation_ended', { extras: { state: after.state } });
      await tx.audit({
        siteId: row.siteId,
        engagementId: row.engagement?.id ?? null,
        actorId: actor.personId,
        via: 'api',
        operation: 'operations.cancel',
        entity: 'operation',
        entityId: id,
        before: { state: row.state, done: row.done },
        after: { state: after.state },
        traceId: command.traceId,
      });
      return { status: 200, body: showOperation(after) };
    });
  }

  async badRows(actor: Actor, id: string, file: 'manifest' | 'gold'): Promise<Buffer> {
    const row = await this.database.transaction(actor.scope, async (tx) => {
      const own = isUuid(id) ? await readOperation(tx, id, actor.personId) : undefined;
      if (!own) throw new Problem(404, 'operation_not_found');
      return tx.one<{ csv: Buffer }>(
        `select csv_gz as csv from import_bad_rows
          where operation_id = $1 and file = $2 and created_by = $3 and expires_at > now()`,
        [id, file, actor.personId],
      );
    });
    if (!row) throw new Problem(404, 'bad_rows_not_found');
    return unpack(row.csv);
  }
}

/** Own work whose process has gone silent. Should it still live, its transaction finds the operation ended and goes back. */
export function endLost(tx: Tx, actor: Actor): Promise<unknown> {
  return tx.rows(
    `update operation set state = 'failed', phase = null, error = $2, updated_at = now()
      where created_by = $1 and kind = $3 and state = 'running' and updated_at < now() - make_interval(secs => $4)`,
    [actor.personId, JSON.stringify(INTERRUPTED), OWN_WORK, LOST_AFTER_SECONDS],
  );
}
