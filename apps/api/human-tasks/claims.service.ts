import type { Tx } from '@kado/persistence/database';
import { isAbsent } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService, type WriteResult } from '../common/commands.service';
import { etagOf } from '../common/etag';
import { personAbsent } from './pass-on';
import { requireMoving, requireOpen, requireTask, showTask, type TaskRow } from './task-row';

/** Who has a task is a row, not a message: the workflow only hears the decision. */
@Injectable()
export class ClaimsService {
  constructor(private readonly commands: CommandsService) {}

  claim(request: CommandRequest, id: string): Promise<Answer> {
    return this.commands.write(request, (tx) => this.set(tx, request, id, 'humanTasks.claim'));
  }

  release(request: CommandRequest, id: string): Promise<Answer> {
    return this.commands.write(request, (tx) => this.set(tx, request, id, 'humanTasks.release'));
  }

  private async set(
    tx: Tx,
    request: CommandRequest,
    id: string,
    operation: 'humanTasks.claim' | 'humanTasks.release',
  ): Promise<WriteResult> {
    const { actor } = request;
    const row = await requireTask(tx, actor, operation, id, { toDecide: true, lock: true });
    await requireOpen(tx, row, actor);
    const isClaim = operation === 'humanTasks.claim';
    if (isClaim) await requireMoving(tx, row, actor);
    // Somebody else's, who is away: it becomes the claimer's.
    const isMine = row.claimedBy?.id === actor.personId;
    if (isClaim ? isMine : !isMine) return shown(row, request);
    if (isClaim && (await isAbsent(tx, actor.personId))) throw personAbsent('/personId');
    await tx.rows(
      `update human_task set claimed_by = $2, claimed_at = case when $2::uuid is not null then now() end, owner_id = null, delegations = 0,
              row_version = row_version + 1 where id = $1`,
      [row.id, isClaim ? actor.personId : null],
    );
    await tx.audit({
      siteId: row.siteId,
      engagementId: row.engagement.id,
      actorId: actor.personId,
      actorRole: row.actingRole,
      via: 'api',
      operation,
      entity: 'human_task',
      entityId: row.id,
      ...(row.claimedBy && { before: { claimedBy: row.claimedBy.id } }),
      after: { kind: row.kind },
      traceId: request.traceId,
    });
    return shown(await requireTask(tx, actor, operation, id, { toDecide: true }), request);
  }
}

function shown(row: TaskRow, { actor }: CommandRequest): WriteResult {
  return { status: 200, body: showTask(row, actor), headers: { ETag: etagOf(row.rowVersion) } };
}
