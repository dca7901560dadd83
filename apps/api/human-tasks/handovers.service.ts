import { rolesInEngagement } from '@kado/auth/grants';
import type { DelegateHumanTask, TakeOverHumanTask } from '@kado/contracts/schemas/human-task';
import { newId, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { CommandsService, type WriteResult } from '../common/commands.service';
import { etagOf } from '../common/etag';
import { fieldProblem, Problem } from '../common/problem';
import { requireOpen, requireTask, showTask, type TaskRow } from './task-row';

/**
 * A task passes from one person to another: the holder names somebody else, or, where the holder is ill, an entitled
 * colleague takes it over with a written reason. Rows, not messages; who had it and since when stays in the audit.
 */
@Injectable()
export class HandoversService {
  constructor(private readonly commands: CommandsService) {}

  delegate(
    request: CommandRequest,
    id: string,
    { personId, reason }: z.output<typeof DelegateHumanTask>,
  ): Promise<Answer> {
    return this.commands.write(request, async (tx) => {
      const row = await requireTask(tx, request.actor, 'humanTasks.delegate', id, { toDecide: true, lock: true });
      requireOpen(row, request.actor);
      await requireEntitled(tx, row, personId);
      return hand(tx, request, row, 'humanTasks.delegate', personId, reason);
    });
  }

  takeOver(request: CommandRequest, id: string, { reason }: z.output<typeof TakeOverHumanTask>): Promise<Answer> {
    const { actor } = request;
    return this.commands.write(request, async (tx) => {
      const row = await requireTask(tx, actor, 'humanTasks.takeOver', id, { toDecide: true, lock: true });
      requireOpen({ ...row, claimedBy: null }, actor);
      if (row.claimedBy === null) throw new Problem(409, 'not_claimed', { extras: { stage: row.stage } });
      return hand(tx, request, row, 'humanTasks.takeOver', actor.personId, reason);
    });
  }
}

async function requireEntitled(tx: Tx, row: TaskRow, personId: string): Promise<void> {
  const scope = { id: row.engagement.id, siteId: row.siteId, clientId: row.clientId };
  const roles = await rolesInEngagement(tx, personId, scope);
  if (!roles.includes(row.role))
    throw fieldProblem('/personId', 'person_not_entitled', {
      ja: 'この人はこの判断をする役割を持っていません。',
      en: 'This person does not hold the role that decides this.',
    });
  if (row.excluding.includes(personId))
    throw fieldProblem('/personId', 'four_eyes', {
      ja: '判断の対象を作成した人には渡せません。',
      en: 'Who wrote what is decided on cannot decide it.',
    });
}

async function hand(
  tx: Tx,
  request: CommandRequest,
  row: TaskRow,
  operation: 'humanTasks.delegate' | 'humanTasks.takeOver',
  personId: string,
  reason: string | undefined,
): Promise<WriteResult> {
  const { actor, traceId } = request;
  const engagementId = row.engagement.id;
  const reasonId = reason ? newId() : null;
  if (reasonId !== null)
    await tx.rows('insert into reason_text (id, site_id, engagement_id, author_id, text) values ($1,$2,$3,$4,$5)', [
      reasonId,
      row.siteId,
      engagementId,
      actor.personId,
      reason,
    ]);
  await tx.rows(
    'update human_task set claimed_by = $2, claimed_at = now(), row_version = row_version + 1 where id = $1',
    [row.id, personId],
  );
  await tx.audit({
    siteId: row.siteId,
    engagementId,
    actorId: actor.personId,
    actorRole: row.role,
    via: 'api',
    operation,
    entity: 'human_task',
    entityId: row.id,
    before: { claimedBy: row.claimedBy?.id ?? null },
    after: { claimedBy: personId, kind: row.kind },
    reasonId,
    traceId,
  });
  const now = await requireTask(tx, actor, operation, row.id, { toDecide: true });
  return { status: 200, body: showTask(now, actor), headers: { ETag: etagOf(now.rowVersion) } };
}
