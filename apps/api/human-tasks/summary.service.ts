import type { HumanTaskSummary } from '@kado/contracts/schemas/human-task';
import { addBusinessDays, dateInTokyo } from '@kado/domain/calendar';
import { Database } from '@kado/persistence/database';
import { holderAbsence, isFreeFor, mayHold } from '@kado/persistence/repositories/task-holders';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor';
import { reachParameters, VISIBLE_ENGAGEMENTS } from '../common/visibility';
import { SEEN_BY_CLIENTS } from './human-tasks.service';

type Counts = Record<'total' | 'overdue' | 'dueToday' | 'dueNextBusinessDay', number>;
interface Row {
  mine: Counts & { claimed: number };
  others: Counts & { client: number; kado: number };
  paused: number;
}

/** What a person's day looks like, by urgency. Days begin and end in Japan; what stands still is neither late nor due. */
@Injectable()
export class HumanTaskSummaryService {
  constructor(private readonly database: Database) {}

  summary(actor: Actor): Promise<HumanTaskSummary> {
    const now = new Date().toISOString();
    const today = dateInTokyo(now);
    const nextBusinessDay = addBusinessDays(today, 1);
    return this.database.transaction(actor.scope, async (tx) => {
      const row = (await tx.one<Row>(
        `with open as (
           select t.waits_for, t.claimed_by, t.paused_at is not null as paused, r.holds and ${isFreeFor('$3')} as mine,
                  case when t.due_at < $5::timestamptz then 'overdue'
                       when (t.due_at at time zone 'Asia/Tokyo')::date <= $6::date then 'today'
                       when (t.due_at at time zone 'Asia/Tokyo')::date <= $7::date then 'next' end as due
             from human_task t join engagement e on e.id = t.engagement_id
             left join lateral ${holderAbsence} ab on true cross join lateral (select ${mayHold('$3')} as holds) r
            where ${VISIBLE_ENGAGEMENTS} and ${SEEN_BY_CLIENTS} and t.status = 'open')
         select json_build_object(${counts('mine and not paused')},
                  'claimed', count(*) filter (where mine and not paused and claimed_by = $3)) as mine,
                json_build_object(${counts('not mine and not paused')},
                  'client', count(*) filter (where not mine and not paused and waits_for = 'client'),
                  'kado', count(*) filter (where not mine and not paused and waits_for = 'kado')) as others,
                (count(*) filter (where paused))::int as paused
           from open`,
        [...reachParameters(actor, 'humanTaskSummary.get'), now, today, nextBusinessDay],
      )) as Row;
      return {
        at: now,
        today,
        nextBusinessDay,
        waitingForMe: row.mine,
        waitingForOthers: row.others,
        paused: row.paused,
      };
    });
  }
}

const counts = (where: string): string => `
  'total', count(*) filter (where ${where}),
  'overdue', count(*) filter (where ${where} and due = 'overdue'),
  'dueToday', count(*) filter (where ${where} and due = 'today'),
  'dueNextBusinessDay', count(*) filter (where ${where} and due = 'next')`;
