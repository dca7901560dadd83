import type { MyWork, MyWorkList } from '@kado/contracts/schemas/my-work';
import { answerKind } from '@kado/domain/item-answers';
import { FINAL_STAGES, type Stage } from '@kado/domain/lifecycle';
import type { WorkCategory } from '@kado/domain/requirements';
import { Database, type Tx } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import { AccessService } from '../common/access.service';
import type { Actor } from '../common/actor';
import { PROBLEMS } from '../common/problem-catalog';
import { GATE_WAYS, type GateCode } from './gate-words';
import { closedGate, type Gates, manualToRead, purposeIn, SELECT_GATES, STAGES_OF } from './gates';

interface Row extends Gates, Pick<MyWork, 'hourlyYen' | 'hoursPerWeek' | 'deadline' | 'leaders'> {
  engagement: MyWork['engagement'] & { stage: Stage };
  category: WorkCategory;
  available: number;
  held: number;
  leaseUntil: Date | null;
  returned: number;
  submittedToday: number;
  acceptedThisWeek: number;
}

/** Beyond that the number says nothing more to a person, and counting costs. */
const MOST = 1_000;
const MIDNIGHT = `(date_trunc('day', now() at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo')`;
const MONDAY = `(date_trunc('week', now() at time zone 'Asia/Tokyo') at time zone 'Asia/Tokyo')`;
const PURPOSE = `case when e.stage = 'requirements' then 'pilot' else 'production' end`;

/** Ids of a pilot of which I have had no pass yet, or items of the production; what others let run out is free too. */
const AVAILABLE = `(select count(*)::int from (
  select 1 from work_item w
   where w.engagement_id = e.id and w.state in ('ready', 'reserved') and w.purpose = ${PURPOSE}
     and (w.state = 'ready' or (w.state = 'reserved' and w.lease_until < now() and w.holder_id <> $1
          and (w.author_id is null or w.author_id = $1)))
     and (w.purpose = 'production' or not exists (
           select 1 from work_item o where o.engagement_id = w.engagement_id and o.purpose = w.purpose
              and o.external_id = w.external_id and o.id <> w.id
              and (o.author_id = $1 or o.holder_id = $1 or (o.pass < w.pass and (o.state = 'ready' or (o.state = 'reserved' and o.lease_until < now()))))))
   limit ${MOST}) free)`;

/** Whoever moved an item today has touched its row today: few rows are looked up in the long history. */
const movedBy = (to: 'submitted' | 'accepted', since: string): string => `(select count(*)::int from work_item w
  where w.engagement_id = e.id and w.author_id = $1 and w.updated_at >= ${since}
    ${to === 'accepted' ? `and w.state in ('accepted', 'delivered', 'client_accepted')` : ''}
    and exists (select 1 from work_item_event v where v.work_item_id = w.id and v.to_state = '${to}' and v.at >= ${since}
                   ${to === 'submitted' ? 'and v.actor_id = $1' : ''}))`;

const SELECT = `
  select json_build_object('id', e.id, 'key', e.key, 'title', e.title, 'stage', e.stage) as engagement, e.category, ${SELECT_GATES},
         m.hourly_yen as "hourlyYen", m.hours_per_week::float as "hoursPerWeek", e.delivery_due as deadline,
         ${AVAILABLE} as available, h.n as held, h.until as "leaseUntil",
         (select count(*)::int from work_item w
           where w.engagement_id = e.id and w.author_id = $1 and w.state = 'returned') as returned,
         ${movedBy('submitted', MIDNIGHT)} as "submittedToday", ${movedBy('accepted', MONDAY)} as "acceptedThisWeek",
         (select coalesce(json_agg(json_build_object('id', l.id, 'name', l.family_name || ' ' || l.given_name) order by lm.since, l.id), '[]')
            from engagement_member lm join person l on l.id = lm.person_id
           where lm.engagement_id = e.id and lm.role = 'leader' and lm.until is null) as leaders
    from engagement_member m join person p on p.id = m.person_id join engagement e on e.id = m.engagement_id
    cross join lateral (select count(*)::int as n, min(w.lease_until) as until from work_item w
                         where w.engagement_id = e.id and w.state = 'reserved' and w.holder_id = $1) h
   where m.person_id = $1 and m.role = 'teleworker' and m.until is null`;

/** A teleworker's day: one request for everything they work in, one statement for the answer. */
@Injectable()
export class MyWorkService {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
  ) {}

  list(actor: Actor): Promise<MyWorkList> {
    return this.database.transaction(actor.scope, async (tx) => {
      const rows = await tx.rows<Row>(
        `${SELECT} and e.stage <> all ($2::text[]) order by e.delivery_due nulls last, e.key limit 200`,
        [actor.personId, FINAL_STAGES],
      );
      return { ...(await week(tx, actor)), items: rows.map(show) };
    });
  }

  get(actor: Actor, idOrKey: string): Promise<MyWork> {
    return this.database.transaction(actor.scope, async (tx) => {
      const engagement = await this.access.requireEngagement(tx, actor, 'myWork.get', idOrKey);
      const row = await tx.one<Row>(`${SELECT} and e.id = $2`, [actor.personId, engagement.id]);
      return show(row as Row);
    });
  }
}

async function week(tx: Tx, actor: Actor): Promise<Omit<MyWorkList, 'items'>> {
  const row = await tx.one<Omit<MyWorkList, 'items'>>(
    `select to_char(now() at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as today, p.ceiling_hours_per_week::float as "ceilingHoursPerWeek",
            (select round(coalesce(sum(t.active_seconds), 0) / 3600, 2) from work_tally t where t.person_id = p.id
                and t.week = date_trunc('week', now() at time zone 'Asia/Tokyo')::date)::float as "hoursThisWeek"
       from person p where p.id = $1`,
    [actor.personId],
  );
  return row as Omit<MyWorkList, 'items'>;
}

function show(row: Row): MyWork {
  const purpose = purposeIn(row.engagement.stage);
  const code = closedCode(row);
  return {
    engagement: row.engagement,
    answerKind: answerKind(row.category),
    purpose,
    available: code === undefined ? row.available : 0,
    held: row.held,
    leaseUntil: row.leaseUntil?.toISOString() ?? null,
    returned: row.returned,
    submittedToday: row.submittedToday,
    acceptedThisWeek: row.acceptedThisWeek,
    manualToAcknowledge: manualToRead(row),
    termsNotice: row.notice,
    trainingGate: row.gate,
    closed: code === undefined ? null : { code, reason: PROBLEMS[code], fix: GATE_WAYS[code] },
    hourlyYen: row.hourlyYen,
    hoursPerWeek: row.hoursPerWeek,
    deadline: row.deadline,
    leaders: row.leaders,
  };
}

/** The same order of questions as a reservation asks them. */
function closedCode(row: Row): GateCode | undefined {
  const { stage } = row.engagement;
  if (stage === 'on_hold') return 'on_hold';
  const purpose = purposeIn(stage);
  return STAGES_OF[purpose].includes(stage) ? closedGate(row, purpose) : 'wrong_stage';
}
