import type { StepInput, StepOwner } from '@kado/contracts/activities';
import type { Decision } from '@kado/contracts/human-task';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import type { Tx } from '@kado/persistence/database';
import { consentChange, decidePlanChange, setChange, setQuestion } from './change-effects';
import { closeDelivery, sendDelivery } from './delivery-effects';

export type Effect = (tx: Tx, owner: StepOwner, decision: Decision) => Promise<void>;

/** What a decision does to documents, in the transaction that records it. A kind that is not named here changes none. */
const EFFECTS: Partial<Record<HumanTaskKind, Effect>> = {
  draft_requirements: (tx, owner, { data }) => setStatus(tx, 'requirement_version', owner, data.version, 'submitted'),
  sign_requirements: async (tx, owner, { outcome }) => {
    await tx.rows(`update requirement_version set status = $2 where engagement_id = $1 and status = 'submitted'`, [
      owner.engagementId,
      outcome === 'expired' ? 'declined' : outcome,
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
  send_delivery: sendDelivery,
  accept_delivery: closeDelivery,
  assess_change: async (tx, owner, decision) => {
    await setChange(tx, owner, decision, decision.outcome === 'offered' ? 'offered' : 'refused');
  },
  consent_change: consentChange,
  approve_plan_change: decidePlanChange,
  answer_question: (tx, owner, decision) =>
    decision.outcome === 'answered' ? setQuestion(tx, owner, decision, 'answered') : Promise.resolve(),
  call_client: (tx, owner, decision) =>
    setQuestion(tx, owner, decision, decision.outcome === 'answered' ? 'called' : 'dropped'),
};

export async function applyEffect(tx: Tx, { owner }: StepInput, decision: Decision): Promise<void> {
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
