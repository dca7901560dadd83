import type { StepOwner } from '@kado/contracts/activities';
import type { Decision } from '@kado/contracts/human-task';
import type { Tx } from '@kado/persistence/database';
import { notify } from '@kado/persistence/repositories/notices';

export async function setChange(
  tx: Tx,
  owner: StepOwner,
  { subject }: Decision,
  status: 'offered' | 'refused' | 'expired' | 'agreed',
): Promise<{ requirementVersion: number | null; deliveryDue: string | null } | undefined> {
  return tx.one(
    `update change_request set status = $3, closed_at = case when $3 = 'offered' then null else now() end
      where engagement_id = $1 and change_no = $2 and status in ('requested', 'offered')
      returning requirement_version as "requirementVersion", offered ->> 'deliveryDue' as "deliveryDue"`,
    [owner.engagementId, subject?.changeNo ?? 0, status],
  );
}

/** Both sides agree: the offered clauses are the signed ones now, the date moves, and people are owed the new terms. */
export async function consentChange(tx: Tx, owner: StepOwner, decision: Decision): Promise<void> {
  const status = decision.outcome as 'agreed' | 'refused' | 'expired';
  const change = await setChange(tx, owner, decision, status);
  if (status !== 'agreed' || !change) return;
  await tx.rows(`update requirement_version set status = 'signed' where engagement_id = $1 and version = $2`, [
    owner.engagementId,
    change.requirementVersion,
  ]);
  await tx.rows(
    `update engagement set delivery_due = coalesce($2::date, delivery_due), terms_no = terms_no + $3, row_version = row_version + 1
      where id = $1`,
    [owner.engagementId, change.deliveryDue, decision.data.hasPeople === true ? 1 : 0],
  );
  await notify(tx, owner, {
    kind: 'change_agreed',
    key: `change_agreed:${decision.taskId}`,
    data: { engagementKey: owner.engagementKey, changeNo: decision.subject?.changeNo ?? 0 },
    roles: ['manager', 'director', 'leader', 'teleworker', 'coordinator', 'client'],
  });
}

/** Items that nobody has begun go under the new plan; what is in hand or done stays under its own. */
export async function decidePlanChange(tx: Tx, owner: StepOwner, decision: Decision): Promise<void> {
  const version = decision.subject?.planVersion ?? 0;
  const isApproved = decision.outcome === 'approved';
  await tx.rows(
    `update plan_change set status = $3, approved_by = $4, closed_at = now()
      where engagement_id = $1 and plan_version = $2 and status = 'proposed'`,
    [owner.engagementId, version, isApproved ? 'approved' : 'returned', isApproved ? decision.actorId || null : null],
  );
  const plan = await tx.one<{ manual_version: number }>(
    'update plan_version set status = $3 where engagement_id = $1 and version = $2 returning manual_version',
    [owner.engagementId, version, isApproved ? 'approved' : 'returned'],
  );
  if (!isApproved || !plan) return;
  await tx.rows(
    'update manual_version set published_at = now() where engagement_id = $1 and version = $2 and published_at is null',
    [owner.engagementId, plan.manual_version],
  );
  await tx.rows(
    `update work_item set plan_version = $2, updated_at = now()
      where engagement_id = $1 and purpose = 'production' and state = 'ready' and author_id is null`,
    [owner.engagementId, version],
  );
}

export async function setQuestion(
  tx: Tx,
  owner: StepOwner,
  { subject, reasonId }: Decision,
  status: 'answered' | 'called' | 'dropped',
): Promise<void> {
  await tx.rows(
    `update client_question set status = $3, answer_id = $4, answered_at = now()
      where engagement_id = $1 and question_no = $2 and status = 'open'`,
    [owner.engagementId, subject?.questionNo ?? 0, status, reasonId ?? null],
  );
}
