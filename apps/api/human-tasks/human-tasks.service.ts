import { Database } from '@kado/persistence/database';
import { isFreeFor } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor';
import { decodeCursor, toPage } from '../common/paging';
import { reachParameters, VISIBLE_ENGAGEMENTS } from '../common/visibility';
import type { HumanTasksQuery } from './human-tasks.query';
import { requireTask, selectTask, showTask, type TaskRow } from './task-row';

/** A client's people see what is theirs to decide. */
export const SEEN_BY_CLIENTS = `(t.role = 'client' or e.site_id = any ($1::uuid[]) or not e.client_id = any ($2::uuid[]))`;

@Injectable()
export class HumanTasksService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: HumanTasksQuery) {
    const after = decodeCursor(query.cursor, ['instant', 'text']);
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<TaskRow & { position: string }>(
        `select *, to_char("dueAt" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position from (${selectTask('$3')}
          where ${VISIBLE_ENGAGEMENTS}
            and ${SEEN_BY_CLIENTS}
            and t.status = $5
            and ($6::text is null or e.key = $6 or e.id::text = lower($6))
            and ($7::text is null or t.role = $7)
            and ($8::boolean is not true or (r.holds and ${isFreeFor('$3')}))
            and ($9::timestamptz is null or (t.due_at, t.id) > ($9, $10::text))
            and ($12::text[] is null or t.kind = any ($12))
            and ($13::boolean is null or $13 = (t.due_at < now() and t.paused_at is null))
            and ($14::text is null or case $14 when 'me' then t.claimed_by = $3 else t.claimed_by is null end)
          order by t.due_at, t.id limit $11) found`,
        [
          ...reachParameters(actor, 'humanTasks.list'),
          query.status,
          query.engagement ?? null,
          query.role ?? null,
          query.mine ?? null,
          ...(after ?? [null, null]),
          query.limit + 1,
          query.kind ?? null,
          query.overdue ?? null,
          query.holder ?? null,
        ],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.position, row.id],
        (row) => showTask(row, actor),
      );
    });
  }

  get(actor: Actor, id: string) {
    return this.database.transaction(actor.scope, async (tx) => {
      const row = await requireTask(tx, actor, 'humanTasks.get', id, { toDecide: false });
      return { body: showTask(row, actor), rowVersion: row.rowVersion };
    });
  }
}
