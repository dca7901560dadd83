import type { PlanDryRun, ProposePlanChange } from '@kado/contracts/schemas/plan-changes';
import { COMMANDS } from '@kado/domain/commands';
import { newId, type Tx } from '@kado/persistence/database';
import type { EngagementRow, Entitled } from '../common/access.service';
import { auditCommand } from '../common/audit-command';
import type { CommandRequest } from '../common/command';
import type { BegunCommand } from '../common/commands.service';
import { fieldProblem, Problem } from '../common/problem';
import { keepReason } from '../common/reasons';
import { lockStage } from '../common/stage';
import { comparePlans } from './compare-plans';
import { approvedPlan, type PlanRow, planOf } from './plan-rows';

type Engagement = Entitled<EngagementRow>;

/** Has this very command written its proposal before? Its reason has the command's id. */
export async function isDrafted(tx: Tx, engagement: Engagement, command: BegunCommand): Promise<boolean> {
  if (!command.isRepeated) return false;
  const row = await tx.one('select 1 from plan_change where engagement_id = $1 and reason_id = $2', [
    engagement.id,
    command.id,
  ]);
  return row !== undefined;
}

/** The proposal with what it would do, as it is decided on. */
export async function draftPlanChange(
  tx: Tx,
  request: CommandRequest,
  engagement: Engagement,
  command: BegunCommand,
  { planVersion, reason }: ProposePlanChange,
): Promise<void> {
  const { actor } = request;
  await lockStage(tx, engagement, COMMANDS.propose_plan_change.stages);
  const wanted = await planOf(tx, engagement.id, planVersion);
  if (!wanted)
    throw fieldProblem('/planVersion', 'no_such_version', {
      ja: 'この版の計画はありません。',
      en: 'There is no such version of the plan.',
    });
  const approved = await approvedPlan(tx, engagement);
  requireNew(approved, wanted);
  await refuseOther(tx, engagement.id, planVersion, actor.personId);
  const compared = await comparePlans(tx, engagement, approved, wanted);
  requireWorkable(compared);
  const { items, people, hours, reviews } = compared;
  const row = await tx.one<{ id: string }>(
    `insert into plan_change (id, site_id, engagement_id, plan_version, from_version, author_id, reason_id, diff, touched, status)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,'proposed')
     on conflict (engagement_id, plan_version) do update
        set from_version = excluded.from_version, author_id = excluded.author_id, reason_id = excluded.reason_id, diff = excluded.diff,
            touched = excluded.touched, status = 'proposed', created_at = now(), closed_at = null
      where plan_change.status in ('withdrawn', 'proposed')
     returning id`,
    [
      newId(),
      engagement.siteId,
      engagement.id,
      planVersion,
      approved.version,
      actor.personId,
      await keepReason(tx, actor, command.id, engagement, reason),
      JSON.stringify(compared.diff),
      JSON.stringify({ items, people, hours, reviews }),
    ],
  );
  if (!row) throw new Problem(409, 'plan_change_closed');
  await auditCommand(tx, request, engagement, {
    operation: 'planChanges.draft',
    entity: 'plan_change',
    entityId: row.id,
    after: { planVersion, fromVersion: approved.version, moving: items.moving },
  });
}

/** The engine did not take it up: it must not stand in the way of the next one. */
export async function takeBack(
  tx: Tx,
  request: CommandRequest,
  engagement: Engagement,
  planVersion: number,
): Promise<void> {
  const row = await tx.one<{ id: string }>(
    `update plan_change set status = 'withdrawn', closed_at = now()
      where engagement_id = $1 and plan_version = $2 and status = 'proposed' returning id`,
    [engagement.id, planVersion],
  );
  if (!row) return;
  await auditCommand(tx, request, engagement, {
    operation: 'planChanges.undo',
    entity: 'plan_change',
    entityId: row.id,
    after: { planVersion },
  });
}

function requireNew(approved: PlanRow, wanted: PlanRow): void {
  const extras = { approvedVersion: approved.version };
  if (wanted.version === approved.version) throw new Problem(409, 'plan_unchanged', { extras });
  if (wanted.version < approved.version) throw new Problem(409, 'plan_outdated', { extras });
  if (wanted.status !== 'draft') throw new Problem(409, 'plan_change_closed', { extras });
}

function requireWorkable({ faults, isChange, fromVersion }: PlanDryRun): void {
  if (faults.length > 0)
    throw new Problem(409, 'plan_invalid', {
      errors: faults.map((fault) => ({ ...fault, pointer: `/plan${fault.pointer}` })),
    });
  if (!isChange) throw new Problem(409, 'plan_unchanged', { extras: { approvedVersion: fromVersion } });
}

/** One at a time. A proposal of the same hand that never reached the engine is no other: it is sent once more. */
async function refuseOther(tx: Tx, engagementId: string, planVersion: number, authorId: string): Promise<void> {
  const open = await tx.one<{ planVersion: number }>(
    `select c.plan_version as "planVersion" from plan_change c
      where c.engagement_id = $1 and c.status = 'proposed'
        and not (c.plan_version = $2 and c.author_id = $3 and not exists (
          select 1 from human_task t where t.engagement_id = c.engagement_id and t.kind = 'approve_plan_change'
             and (t.subject ->> 'planVersion')::int = c.plan_version))
      limit 1`,
    [engagementId, planVersion, authorId],
  );
  if (open) throw new Problem(409, 'plan_change_open', { extras: open });
}
