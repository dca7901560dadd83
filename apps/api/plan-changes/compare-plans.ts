import type { PlanDryRun } from '@kado/contracts/schemas/plan-changes';
import { checkPlan, type Plan } from '@kado/domain/plan';
import { diffPlans, isEmptyDiff } from '@kado/domain/plan-diff';
import type { Tx } from '@kado/persistence/database';
import type { EngagementRow } from '../common/access.service';
import type { PlanRow } from './plan-rows';
import { readTouched } from './touched-work';

/** What would be if this plan took the approved one's place; nothing is written. */
export async function comparePlans(
  tx: Tx,
  engagement: EngagementRow,
  approved: PlanRow,
  wanted: PlanRow,
): Promise<PlanDryRun> {
  const diff = diffPlans(approved.plan, wanted.plan);
  return {
    version: wanted.version,
    fromVersion: approved.version,
    manualVersion: { before: approved.manualVersion, after: wanted.manualVersion },
    faults: [...checkPlan(wanted.plan), ...(await checkEyes(tx, engagement.id, wanted.plan))],
    isChange: !isEmptyDiff(diff) || approved.manualVersion !== wanted.manualVersion,
    diff,
    ...(await readTouched(tx, engagement.id, approved, wanted)),
  };
}

/** With one leader a second look would wait for somebody who is not there. */
async function checkEyes(tx: Tx, engagementId: string, { qa }: Plan): Promise<PlanDryRun['faults']> {
  if (!qa.secondLook || qa.secondLook.rate === 0) return [];
  const row = await tx.one<{ n: number }>(
    `select count(*)::int as n from engagement_member where engagement_id = $1 and role = 'leader' and until is null`,
    [engagementId],
  );
  if ((row?.n ?? 0) >= 2) return [];
  const detail = {
    ja: '再確認にはリーダーが2人以上必要です。',
    en: 'A second look needs at least two leaders in the team.',
  };
  return [{ pointer: '/qa/secondLook/rate', code: 'too_few_leaders', detail }];
}
