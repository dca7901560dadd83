import type { PlanChange, PlanDryRun, ProposePlanChange } from '@kado/contracts/schemas/plan-changes';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import type { Answer } from '../common/answer';
import type { CommandRequest } from '../common/command';
import { EngagementCommandsService } from '../common/engagement-commands.service';
import { decodeCursor, type Page, type PageQuery, toPage } from '../common/paging';
import { Problem } from '../common/problem';
import { comparePlans } from './compare-plans';
import { draftPlanChange, isDrafted, takeBack } from './draft-plan-change';
import { approvedPlan, planOf } from './plan-rows';

type Row = Omit<PlanChange, 'createdAt' | 'closedAt'> & { createdAt: Date; closedAt: Date | null };

const SELECT = `
  select c.plan_version as "planVersion", c.from_version as "fromVersion", c.status, c.diff, c.touched, r.text as reason,
         c.created_at as "createdAt", c.closed_at as "closedAt",
         json_build_object('id', a.id, 'name', a.family_name || ' ' || a.given_name) as author,
         case when b.id is not null then json_build_object('id', b.id, 'name', b.family_name || ' ' || b.given_name) end as approver,
         (select t.id from human_task t where t.engagement_id = c.engagement_id and t.kind = 'approve_plan_change'
             and t.status = 'open' and (t.subject ->> 'planVersion')::int = c.plan_version limit 1) as "taskId"
    from plan_change c join person a on a.id = c.author_id left join person b on b.id = c.approved_by
    left join reason_text r on r.id = c.reason_id`;

/** Changes of a plan that is being worked by: looked at without consequence, proposed, and decided on by the workflow. */
@Injectable()
export class PlanChangesService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly engagements: EngagementCommandsService,
  ) {}

  check(actor: Actor, idOrKey: string, version: number): Promise<PlanDryRun> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'planChanges.check', idOrKey);
      const wanted = await planOf(tx, engagement.id, version);
      if (!wanted) throw new Problem(404, 'plan_not_found');
      return comparePlans(tx, engagement, await approvedPlan(tx, engagement), wanted);
    });
  }

  propose(request: CommandRequest, idOrKey: string, body: ProposePlanChange): Promise<Answer> {
    const { planVersion, reason } = body;
    return this.engagements.send(
      request,
      idOrKey,
      { command: 'propose_plan_change', operation: 'planChanges.propose', reason, data: { planVersion } },
      {
        prepare: async (tx, engagement, command) => {
          if (!(await isDrafted(tx, engagement, command)))
            await draftPlanChange(tx, request, engagement, command, body);
          return {};
        },
        answer: async (tx, engagement) => ({ status: 201, body: await read(tx, engagement.id, planVersion) }),
        undo: (tx, engagement) => takeBack(tx, request, engagement, planVersion),
      },
    );
  }

  list(actor: Actor, idOrKey: string, { limit, cursor }: PageQuery): Promise<Page<PlanChange>> {
    const [before] = decodeCursor(cursor, ['integer']) ?? [];
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'planChanges.list', idOrKey);
      const rows = await tx.rows<Row>(
        `${SELECT} where c.engagement_id = $1 and ($2::bigint is null or c.plan_version < $2)
          order by c.plan_version desc limit $3`,
        [engagement.id, before ?? null, limit + 1],
      );
      return toPage(rows, limit, (row) => [row.planVersion], show);
    });
  }
}

async function read(tx: Tx, engagementId: string, planVersion: number): Promise<PlanChange> {
  const row = await tx.one<Row>(`${SELECT} where c.engagement_id = $1 and c.plan_version = $2`, [
    engagementId,
    planVersion,
  ]);
  return show(row as Row);
}

function show(row: Row): PlanChange {
  return { ...row, createdAt: row.createdAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null };
}
