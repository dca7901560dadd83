import type { Pilot } from '@kado/contracts/schemas/requirements';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';

type Measures = z.output<typeof Pilot>;

@Injectable()
export class PilotService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  get(actor: Actor, idOrKey: string): Promise<Measures> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'pilot.get', idOrKey);
      return measurePilot(tx, engagement.id);
    });
  }
}

/** First answers count, as they were given: what a pilot measures is people at work, not what review made of it. */
export async function measurePilot(tx: Tx, engagementId: string): Promise<Measures> {
  const row = await tx.one<Measures>(
    `with done as (
       select external_id, author_id, coalesce(first_answer, answer) as answer, active_seconds
         from work_item where engagement_id = $1 and purpose = 'pilot' and author_id is not null and answer is not null)
     select (select count(distinct external_id)::int from done) as items,
            (select count(distinct author_id)::int from done) as people,
            (select count(*)::int from done) as answers,
            (select round(percentile_cont(0.5) within group (order by active_seconds)::numeric, 2)::float from done) as "medianSeconds",
            (select round(percentile_cont(0.8) within group (order by active_seconds)::numeric, 2)::float from done) as "p80Seconds",
            (select avg(case when d.answer = g.answer then 0 else 1 end)::float
               from done d join gold g on g.engagement_id = $1 and g.external_id = d.external_id) as "errorRate",
            (select avg(case when a.answer = b.answer then 1 else 0 end)::float
               from done a join done b on a.external_id = b.external_id and a.author_id < b.author_id) as agreement`,
    [engagementId],
  );
  return row as Measures;
}
