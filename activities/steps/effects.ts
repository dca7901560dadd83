import type { StepOwner } from '@kado/contracts/activities';
import type { Decision } from '@kado/contracts/human-task';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { Tx } from '@kado/persistence/database';

type Effect = (tx: Tx, owner: StepOwner, decision: Decision) => Promise<void>;

/** What a decision does to documents, in the transaction that records it. A kind that is not named here changes none. */
const EFFECTS: Partial<Record<HumanTaskKind, Effect>> = {
  draft_requirements: (tx, owner, { data }) => setStatus(tx, 'requirement_version', owner, data.version, 'submitted'),
  sign_requirements: async (tx, owner, { outcome }) => {
    await tx.rows(`update requirement_version set status = $2 where engagement_id = $1 and status = 'submitted'`, [
      owner.engagementId,
      outcome === 'signed' ? 'signed' : 'returned',
    ]);
  },
  write_plan: (tx, owner, { data }) => setStatus(tx, 'plan_version', owner, data.version, 'submitted'),
  approve_plan: async (tx, owner, { outcome }) => {
    const plan = await tx.one<{ manual_version: number }>(
      `update plan_version set status = $2 where engagement_id = $1 and status = 'submitted' returning manual_version`,
      [owner.engagementId, outcome],
    );
    if (outcome !== 'approved' || !plan) return;
    await tx.rows(
      'update manual_version set published_at = now() where engagement_id = $1 and version = $2 and published_at is null',
      [owner.engagementId, plan.manual_version],
    );
  },
  send_delivery: async (tx, owner) => {
    await tx.rows(
      `update delivery set status = 'sent', sent_at = now() where engagement_id = $1 and status = 'built'`,
      [owner.engagementId],
    );
    await moveItems(tx, owner, 'accepted', 'delivered', null);
  },
  accept_delivery: async (tx, owner, { actorId }) => {
    await tx.rows(
      `update delivery set status = 'accepted', accepted_at = now(), accepted_by = $2 where engagement_id = $1 and status = 'sent'`,
      [owner.engagementId, actorId],
    );
    await moveItems(tx, owner, 'delivered', 'client_accepted', actorId);
  },
};

export async function applyEffect(tx: Tx, owner: StepOwner, decision: Decision): Promise<void> {
  await EFFECTS[decision.kind]?.(tx, owner, decision);
}

async function setStatus(
  tx: Tx,
  table: 'requirement_version' | 'plan_version',
  owner: StepOwner,
  version: unknown,
  status: string,
): Promise<void> {
  await tx.rows(`update ${table} set status = $3 where engagement_id = $1 and version = $2`, [
    owner.engagementId,
    version,
    status,
  ]);
}

async function moveItems(tx: Tx, owner: StepOwner, from: string, to: string, actorId: string | null): Promise<void> {
  await tx.rows(
    `with moved as (
       update work_item set state = $3, updated_at = now()
        where engagement_id = $1 and purpose = 'production' and state = $2
        returning id, site_id, answer, fence, manual_version, plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, answer, fence, manual_version, plan_version)
     select site_id, id, $2, $3, $4, answer, fence, manual_version, plan_version from moved`,
    [owner.engagementId, from, to, actorId],
  );
}
