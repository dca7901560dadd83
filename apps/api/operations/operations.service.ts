import { Database, type Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { DecisionRefused } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Actor } from '../common/actor';
import type { WriteResult } from '../common/commands.service';
import { Problem } from '../common/problem';

interface OperationRow {
  id: string;
  kind: string;
  state: 'running' | 'done' | 'failed';
  done: number;
  total: number;
  result: unknown;
  error: unknown;
  createdAt: Date;
  updatedAt: Date;
}

export interface NewOperation {
  /** An operation has the id of the command it carries on. */
  id: string;
  siteId: string;
  engagementId: string | null;
  kind: 'engagements.start' | 'engagements.command' | 'humanTasks.complete';
  createdBy: string;
  /** The execution that carries it, where no human task names it. */
  workflowId?: string;
}

interface Pending {
  row: OperationRow;
  engagementWritten: unknown;
  workflowId: string | null;
}

/** Work that was accepted and had no answer in time. Its end is looked up when somebody asks, so nothing has to run for it. */
@Injectable()
export class OperationsService {
  constructor(
    private readonly database: Database,
    private readonly process: EngagementProcess,
  ) {}

  async get(actor: Actor, id: string) {
    const pending = isUuid(id) ? await this.read(actor, id) : undefined;
    if (!pending) throw new Problem(404, 'operation_not_found');
    return shown(pending.row.state === 'running' ? await this.look(pending) : pending.row);
  }

  /** The answer 202, written with the operation in the transaction that stores it. */
  async accept(tx: Tx, operation: NewOperation): Promise<WriteResult> {
    const row = await tx.one<OperationRow>(
      `insert into operation (id, site_id, engagement_id, kind, state, total, created_by, workflow_id) values ($1,$2,$3,$4,'running',1,$5,$6)
       on conflict (id) do update set updated_at = now() returning ${COLUMNS}`,
      [
        operation.id,
        operation.siteId,
        operation.engagementId,
        operation.kind,
        operation.createdBy,
        operation.workflowId ?? null,
      ],
    );
    return {
      status: 202,
      body: row && shown(row),
      headers: { Location: `/api/v1/operations/${operation.id}`, 'Retry-After': '2' },
    };
  }

  private read(actor: Actor, id: string): Promise<Pending | undefined> {
    return this.database.transaction(actor.scope, async (tx) => {
      const row = await tx.one<OperationRow>(`select ${COLUMNS} from operation where id = $1 and created_by = $2`, [
        id,
        actor.personId,
      ]);
      if (!row) return undefined;
      const more = await tx.one<Omit<Pending, 'row'>>(
        `select coalesce(o.workflow_id, t.workflow_id) as "workflowId",
                case when e.id is not null then json_build_object('engagementId', e.id, 'engagementKey', e.key) end as "engagementWritten"
           from command c join operation o on o.id = c.id left join engagement e on e.id = c.engagement_id
           left join human_task t on t.id = c.body ->> 'taskId' where c.id = $1`,
        [id],
      );
      return more && { row, ...more };
    });
  }

  private async look({ row, engagementWritten, workflowId }: Pending): Promise<OperationRow> {
    if (row.kind === 'engagements.start')
      return engagementWritten ? { ...row, state: 'done', done: 1, result: engagementWritten } : row;
    if (workflowId === null) return row;
    try {
      const receipt = await this.process.outcome(workflowId, row.id);
      return receipt ? { ...row, state: 'done', done: 1, result: receipt } : row;
    } catch (error) {
      if (!(error instanceof DecisionRefused)) return row;
      return { ...row, state: 'failed', error: { code: error.code, ...error.details } };
    }
  }
}

const COLUMNS = `id, kind, state, done, total, result, error, created_at as "createdAt", updated_at as "updatedAt"`;

function shown(row: OperationRow) {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
