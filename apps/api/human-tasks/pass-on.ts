import { rolesInEngagement } from '@kado/auth/grants';
import type { Role } from '@kado/domain/roles';
import { newId, type Tx } from '@kado/persistence/database';
import { isExcluded } from '@kado/persistence/repositories/task-authors';
import { isAbsent, tellHolder } from '@kado/persistence/repositories/task-holders';
import type { CommandRequest } from '../common/command';
import type { WriteResult } from '../common/commands.service';
import { etagOf } from '../common/etag';
import { fieldProblem, type Problem } from '../common/problem';
import { requireTask, showTask, type TaskRow } from './task-row';

export type PassOperation = 'humanTasks.delegate' | 'humanTasks.takeOver' | 'humanTasks.recall' | 'humanTasks.forward';

export interface NewHolder {
  /** Nobody: back to everybody who may decide it. */
  personId: string | null;
  ownerId: string | null;
  delegations: number;
  reason?: string;
}

export const personAbsent = (pointer: string): Problem =>
  fieldProblem(pointer, 'person_absent', {
    ja: '不在の届けが出ています。',
    en: 'This person has declared to be absent today.',
  });

/** Somebody who holds one of the roles that decide it (a peer: the very role that acts), and has not written what it is about. */
export async function requireEntitled(
  tx: Tx,
  row: TaskRow,
  personId: string,
  deciding: readonly Role[] = [row.role, ...row.escalatedTo],
): Promise<void> {
  const scope = { id: row.engagement.id, siteId: row.siteId, clientId: row.clientId };
  const roles = await rolesInEngagement(tx, personId, scope);
  if (!deciding.some((role) => roles.includes(role)))
    throw fieldProblem('/personId', 'person_not_entitled', {
      ja: 'この人はこの判断をする役割を持っていません。',
      en: 'This person does not hold the role that decides this.',
    });
  const wrote = await tx.one(`select 1 from human_task t where t.id = $1 and ${isExcluded('$2::uuid')}`, [
    row.id,
    personId,
  ]);
  if (wrote)
    throw fieldProblem('/personId', 'four_eyes', {
      ja: '判断の対象を作成した人には渡せません。作成していない人を指定してください。',
      en: 'Who wrote what is decided on cannot decide it: name somebody who did not.',
    });
}

/** The task has another holder from now on; who had it and since when stays in the audit. */
export async function passOn(
  tx: Tx,
  { actor, traceId }: CommandRequest,
  row: TaskRow & { actingRole: string },
  operation: PassOperation,
  holder: NewHolder,
): Promise<WriteResult> {
  if (holder.personId !== null && (await isAbsent(tx, holder.personId))) throw personAbsent('/personId');
  const engagementId = row.engagement.id;
  const reasonId = holder.reason ? newId() : null;
  if (reasonId !== null)
    await tx.rows('insert into reason_text (id, site_id, engagement_id, author_id, text) values ($1,$2,$3,$4,$5)', [
      reasonId,
      row.siteId,
      engagementId,
      actor.personId,
      holder.reason,
    ]);
  await tx.rows(
    `update human_task set claimed_by = $2, claimed_at = case when $2::uuid is null then null else now() end, owner_id = $3,
            delegations = $4, row_version = row_version + 1 where id = $1`,
    [row.id, holder.personId, holder.ownerId, holder.delegations],
  );
  await tx.audit({
    siteId: row.siteId,
    engagementId,
    actorId: actor.personId,
    actorRole: row.actingRole,
    via: 'api',
    operation,
    entity: 'human_task',
    entityId: row.id,
    before: { claimedBy: row.claimedBy?.id ?? null },
    after: { claimedBy: holder.personId, kind: row.kind },
    reasonId,
    traceId,
  });
  if (holder.personId !== null && holder.personId !== actor.personId)
    await tellHolder(tx, {
      siteId: row.siteId,
      engagementId,
      to: holder.personId,
      taskId: row.id,
      kind: row.kind,
      engagementKey: row.engagement.key,
    });
  const now = await requireTask(tx, actor, operation, row.id, { toDecide: true });
  return { status: 200, body: showTask(now, actor), headers: { ETag: etagOf(now.rowVersion) } };
}
