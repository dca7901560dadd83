import { Database } from '@kado/persistence/database';
import { isFreeFor } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor';
import { decodeCursor, toPage } from '../common/paging';
import { reachParameters, VISIBLE_ENGAGEMENTS } from '../common/visibility';
import type { HumanTasksQuery } from './human-tasks.query';
import { requireTask, selectTask, showTask, type TaskRow } from './task-row';

@Injectable()
export class HumanTasksService {
  constructor(private readonly database: Database) {}

  list(actor: Actor, query: HumanTasksQuery) {
    const after = decodeCursor(query.cursor, ['instant', 'text']);
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<TaskRow & { position: string }>(
        `select * from (${selectTask('$3')}
          where ${VISIBLE_ENGAGEMENTS}
            -- a client's people see what is theirs to decide
            and (t.role = 'client' or e.site_id = any ($1::uuid[]) or not e.client_id = any ($2::uuid[]))
            and t.status = $5
            and ($6::text is null or e.key = $6 or e.id::text = lower($6))
            and ($7::text is null or t.role = $7)
            and ($8::boolean is not true or (r.holds and ${isFreeFor('$3')}))
            and ($9::timestamptz is null or (date_trunc('milliseconds', t.due_at), t.id) > ($9, $10::text))
          order by date_trunc('milliseconds', t.due_at), t.id limit $11) found`,
        [
          ...reachParameters(actor, 'humanTasks.list'),
          query.status,
          query.engagement ?? null,
          query.role ?? null,
          query.mine ?? null,
          ...(after ?? [null, null]),
          query.limit + 1,
        ],
      );
      return toPage(
        rows,
        query.limit,
        (row) => [row.dueAt.toISOString(), row.id],
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
