import { Database, type Tx } from '@kado/persistence/database';
import { EngagementProcess } from '@kado/temporal/client/engagement-process';
import { DecisionRefused } from '@kado/temporal/client/process-errors';
import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { Actor } from '../common/actor';
import type { WriteResult } from '../common/commands.service';
import { Problem } from '../common/problem';
import { type OperationKind, type OperationRow, readOperation, showOperation } from './operation-row';
import { endLost } from './own-operations.service';

export interface NewOperation {
  /** An operation has the id of the command it carries on. */
  id: string;
  siteId: string;
  engagementId: string | null;
  kind: OperationKind;
  createdBy: string;
  /** The execution that carries it, where no human task names it. */
  workflowId?: string;
  total?: number;
}

interface Pending {
  row: OperationRow;
  engagementWritten: unknown;
  workflowId: string | null;
}

type End = Pick<OperationRow, 'state'> & { result?: unknown; error?: unknown };

/**
 * Work that was accepted and had no answer in time. The end of what the engine carries is looked up when somebody asks, so
 * nothing has to run for it; what this process does itself writes its own end.
 */
@Injectable()
export class OperationsService {
  constructor(
    private readonly database: Database,
    private readonly process: EngagementProcess,
  ) {}

  async get(actor: Actor, id: string) {
    const pending = isUuid(id) ? await this.read(actor, id) : undefined;
    if (!pending) throw new Problem(404, 'operation_not_found');
    const end = pending.row.state === 'running' ? await this.look(pending) : undefined;
    return showOperation(end ? await this.settle(actor, id, end) : pending.row);
  }

  /** The answer 202, written with the operation in the transaction that stores it. */
  async accept(tx: Tx, operation: NewOperation): Promise<WriteResult> {
    await tx.rows(
      `insert into operation (id, site_id, engagement_id, kind, state, total, created_by, workflow_id) values ($1,$2,$3,$4,'running',$7,$5,$6)
       on conflict (id) do update set updated_at = now()`,
      [
        operation.id,
        operation.siteId,
        operation.engagementId,
        operation.kind,
        operation.createdBy,
        operation.workflowId ?? null,
        operation.total ?? 1,
      ],
    );
    const row = await readOperation(tx, operation.id, operation.createdBy);
    return {
      status: 202,
      body: row && showOperation(row),
      headers: { Location: `/api/v1/operations/${operation.id}`, 'Retry-After': '2' },
    };
  }

  /** Work that was refused before it began, kept so that its importer finds what was wrong with it. */
  async refused(tx: Tx, operation: NewOperation & { total: number; error: unknown }): Promise<void> {
    await tx.rows(
      `insert into operation (id, site_id, engagement_id, kind, state, total, created_by, error) values ($1,$2,$3,$4,'failed',$5,$6,$7)`,
      [
        operation.id,
        operation.siteId,
        operation.engagementId,
        operation.kind,
        operation.total,
        operation.createdBy,
        JSON.stringify(operation.error),
      ],
    );
  }

  private read(actor: Actor, id: string): Promise<Pending | undefined> {
    return this.database.transaction(actor.scope, async (tx) => {
      await endLost(tx, actor);
      const row = await readOperation(tx, id, actor.personId);
      if (!row) return undefined;
      const more = await tx.one<Omit<Pending, 'row'>>(
        `select coalesce(o.workflow_id, t.workflow_id) as "workflowId",
                case when e.id is not null then json_build_object('engagementId', e.id, 'engagementKey', e.key) end as "engagementWritten"
           from operation o left join command c on c.id = o.id left join engagement e on e.id = c.engagement_id
           left join human_task t on t.id = c.body ->> 'taskId' where o.id = $1`,
        [id],
      );
      return more && { row, ...more };
    });
  }

  private async look({ row, engagementWritten, workflowId }: Pending): Promise<End | undefined> {
    if (row.kind === 'engagements.start')
      return engagementWritten ? { state: 'done', result: engagementWritten } : undefined;
    if (workflowId === null) return undefined;
    try {
      const receipt = await this.process.outcome(workflowId, row.id);
      return receipt ? { state: 'done', result: receipt } : undefined;
    } catch (error) {
      if (!(error instanceof DecisionRefused)) return undefined;
      return { state: 'failed', error: { code: error.code, ...error.details } };
    }
  }

  /** An end that was found is kept: lists need not ask the engine for it. */
  private settle(actor: Actor, id: string, { state, result, error }: End): Promise<OperationRow> {
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    return this.database.transaction(actor.scope, async (tx) => {
      await tx.rows(
        `update operation set state = $2, done = case when $2 = 'done' then total else done end, result = $3, error = $4, updated_at = now()
          where id = $1 and state = 'running'`,
        [id, state, json(result), json(error)],
      );
      return (await readOperation(tx, id, actor.personId)) as OperationRow;
    });
  }
}
