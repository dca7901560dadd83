import type { Plan } from '@kado/domain/plan';
import type { Tx } from '@kado/persistence/database';
import type { EngagementRow } from '../common/access.service';
import { Problem } from '../common/problem';

export interface PlanRow {
  version: number;
  plan: Plan;
  manualVersion: number;
  status: 'draft' | 'submitted' | 'returned' | 'approved';
}

const COLUMNS = 'version, plan, manual_version as "manualVersion", status';

export function planOf(tx: Tx, engagementId: string, version: number): Promise<PlanRow | undefined> {
  return tx.one<PlanRow>(`select ${COLUMNS} from plan_version where engagement_id = $1 and version = $2`, [
    engagementId,
    version,
  ]);
}

export async function approvedPlan(tx: Tx, engagement: EngagementRow): Promise<PlanRow> {
  const row = await tx.one<PlanRow>(
    `select ${COLUMNS} from plan_version where engagement_id = $1 and status = 'approved' order by version desc limit 1`,
    [engagement.id],
  );
  if (row) return row;
  throw new Problem(409, 'precondition_failed', {
    detail: { ja: '承認された計画がありません。', en: 'There is no approved plan.' },
    extras: { reason: 'no_approved_plan', stage: engagement.stage },
  });
}
