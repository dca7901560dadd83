import type { Tx } from '@kado/persistence/database';
import { isAbsent, mayTake, tellHolder } from '@kado/persistence/repositories/task-holders';
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
    const isClaim = operation === 'humanTasks.claim';
    await requireOpen(tx, row, actor, { toGiveUp: !isClaim });
    if (isClaim) await requireMoving(tx, row, actor);
    // Somebody else's, who is away: it becomes the claimer's.
    const isMine = row.claimedBy?.id === actor.personId;
    if (isClaim ? isMine : !isMine) return shown(row, request);
    if (isClaim && (await isAbsent(tx, actor.personId))) throw personAbsent('/personId');
    const holderId = isClaim ? actor.personId : await backTo(tx, row);
    // Claimed in the place of a borrower who is away, it stays lent.
    const ownerId = isClaim && row.ownerId !== actor.personId ? row.ownerId : null;
    await tx.rows(
      `update human_task set claimed_by = $2, claimed_at = case when $2::uuid is not null then now() end, owner_id = $3, delegations = $4,
              row_version = row_version + 1 where id = $1`,
      [row.id, holderId, ownerId, ownerId === null ? 0 : row.delegations],
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
      after: { kind: row.kind, claimedBy: holderId },
      traceId: request.traceId,
    });
    if (holderId !== null && holderId !== actor.personId)
      await tellHolder(tx, {
        siteId: row.siteId,
        engagementId: row.engagement.id,
        to: holderId,
        taskId: row.id,
        kind: row.kind,
        engagementKey: row.engagement.key,
      });
    return shown(await requireTask(tx, actor, operation, id, { toDecide: true }), request);
  }
}

/** What was lent goes home where its owner is there to take it, everything else to everybody. */
async function backTo(tx: Tx, { id, ownerId }: TaskRow): Promise<string | null> {
  return ownerId !== null && (await mayTake(tx, id, ownerId)) ? ownerId : null;
}

function shown(row: TaskRow, { actor }: CommandRequest): WriteResult {
  return { status: 200, body: showTask(row, actor), headers: { ETag: etagOf(row.rowVersion) } };
}
