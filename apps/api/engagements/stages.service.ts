import type { StageItem } from '@kado/contracts/schemas/stages';
import { dateInTokyo } from '@kado/domain/calendar';
import { LIVE_STAGES, STAGE_NAMES, type Stage } from '@kado/domain/lifecycle';
import { type AgreedDates, planStages } from '@kado/domain/stage-plan';
import { actualStages, type StageEntry } from '@kado/domain/stage-progress';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';

interface EngagementDates {
  createdAt: Date;
  stage: Stage;
  heldStage: Stage | null;
  stageSince: Date;
  wishedDue: string | null;
  workStart: string | null;
  deliveryDue: string | null;
  acceptanceWindowDays: number | null;
}

/** The stages of an engagement, planned and actual: out of what is agreed, the business calendar and the audit log. */
@Injectable()
export class StagesService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  list(actor: Actor, idOrKey: string): Promise<{ items: z.output<typeof StageItem>[] }> {
    return this.database.transaction(actor.scope, async (tx) => {
      const { id, actingRole } = await this.access.requireEngagement(tx, actor, 'engagements.stages', idOrKey);
      const dates = await readDates(tx, id, actingRole === 'client');
      const plan = planStages(agreed(dates));
      const actual = actualStages(await readEntries(tx, id, dates));
      const items = LIVE_STAGES.map((stage) => ({
        stage,
        name: STAGE_NAMES[stage],
        plannedStart: plan[stage].start,
        plannedEnd: plan[stage].end,
        actualStart: actual[stage].start,
        actualEnd: actual[stage].end,
        state: actual[stage].state,
      }));
      return { items };
    });
  }
}

/**
 * What is signed counts; before that what was written last (for the client: what it was shown last), and before that what
 * the client wished for.
 */
async function readDates(tx: Tx, engagementId: string, isClient: boolean): Promise<EngagementDates> {
  const row = await tx.one<EngagementDates>(
    `select e.created_at as "createdAt", e.stage, e.held_stage as "heldStage", e.stage_since as "stageSince",
            e.delivery_due as "wishedDue", r.clauses ->> 'workStart' as "workStart", r.clauses ->> 'deliveryDue' as "deliveryDue",
            (r.clauses ->> 'acceptanceWindowDays')::int as "acceptanceWindowDays"
       from engagement e
       left join lateral (select clauses from requirement_version where engagement_id = e.id and (not $2 or status <> 'draft')
                           order by status = 'signed' desc, version desc limit 1) r on true
      where e.id = $1`,
    [engagementId, isClient],
  );
  if (!row) throw new TypeError(`engagement ${engagementId} is not there`);
  return row;
}

function agreed({ createdAt, wishedDue, ...terms }: EngagementDates): AgreedDates {
  return {
    begun: dateInTokyo(createdAt.toISOString()),
    workStart: terms.workStart,
    deliveryDue: terms.deliveryDue ?? wishedDue,
    acceptanceWindowDays: terms.acceptanceWindowDays,
  };
}

/** From its begin to where the row says it stands: that is the truth should the log not end there. */
async function readEntries(tx: Tx, engagementId: string, dates: EngagementDates): Promise<StageEntry[]> {
  const rows = await tx.rows<{ stage: Stage; held: Stage | null; at: Date }>(
    `select after ->> 'stage' as stage, after ->> 'held' as held, at from audit_log
      where engagement_id = $1 and operation = 'engagements.stage' and entity = 'engagement' order by id`,
    [engagementId],
  );
  return [
    { stage: 'inquiry', at: dates.createdAt.toISOString() },
    ...rows.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
    { stage: dates.stage, held: dates.heldStage, at: dates.stageSince.toISOString() },
  ];
}
