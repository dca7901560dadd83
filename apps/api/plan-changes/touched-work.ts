import type { PlanTouched } from '@kado/contracts/schemas/plan-changes';
import type { Plan, QaPlan } from '@kado/domain/plan';
import { reviewLoad } from '@kado/domain/review-load';
import type { ItemState } from '@kado/domain/work-items';
import type { Tx } from '@kado/persistence/database';
import { pricedQuoteVersion } from '@kado/persistence/repositories/priced-quote';
import type { PlanRow } from './plan-rows';

interface Group {
  state: ItemState;
  begun: boolean;
  planVersion: number | null;
  items: number;
}

const DONE: readonly ItemState[] = ['accepted', 'delivered', 'client_accepted', 'skipped', 'void'];

/** The work that is left, by what would become of it. The same line is drawn as when the change is approved. */
export async function readTouched(
  tx: Tx,
  engagementId: string,
  approved: PlanRow,
  wanted: PlanRow,
): Promise<PlanTouched> {
  const groups = await tx.rows<Group>(
    `select state, author_id is not null as begun, plan_version as "planVersion", count(*)::int as items
       from work_item where engagement_id = $1 and purpose = 'production' group by 1, 2, 3 order by 1, 2, 3`,
    [engagementId],
  );
  const isMoving = (group: Group) => group.state === 'ready' && !group.begun;
  const done = groups.filter(({ state }) => DONE.includes(state));
  const finishing = groups.filter(
    (group) => !DONE.includes(group.state) && group.state !== 'draft' && !isMoving(group),
  );
  const moving = sum(groups.filter(isMoving));
  const drafts = sum(groups.filter(({ state }) => state === 'draft'));
  const { volume, reviewSeconds, doneByPerson } = await readOrder(tx, engagementId);
  const toCome = drafts + Math.max(0, volume - sum(groups.filter(({ state }) => state !== 'void')));

  const seconds = await secondsOfPlans(tx, engagementId);
  const ofItem = (version: number | null) => seconds.get(version ?? approved.version) ?? 0;
  const inHand = finishing.reduce((all, group) => all + group.items * ofItem(group.planVersion), 0);
  const load = (qa: QaPlan) => {
    const looks = reviewLoad(qa, moving + toCome, doneByPerson);
    const hours = reviewSeconds && hoursOf((looks.reviews + looks.secondLooks) * reviewSeconds);
    return { ...looks, hours };
  };
  return {
    items: { moving, toCome, finishing: byState(finishing), done: sum(done) },
    people: await readPeople(tx, engagementId),
    hours: {
      before: hoursOf(inHand + (moving + toCome) * ofItem(approved.version)),
      after: hoursOf(inHand + (moving + toCome) * ofItem(wanted.version)),
    },
    reviews: { before: load(approved.plan.qa), after: load(wanted.plan.qa) },
  };
}

async function readOrder(
  tx: Tx,
  engagementId: string,
): Promise<{ volume: number; reviewSeconds: number | null; doneByPerson: number[] }> {
  const row = await tx.one<{ volume: number | null; reviewSeconds: number | null; done: number[] | null }>(
    `select (select (clauses ->> 'volume')::int from requirement_version where engagement_id = $1 and status = 'signed'
              order by version desc limit 1) as volume,
            (select (q.params ->> 'reviewSeconds')::float from quote q
              where q.engagement_id = $1 and q.version = ${pricedQuoteVersion('$1')}) as "reviewSeconds",
            (select array_agg(d.items) from (
              select coalesce(sum(t.items), 0)::int as items from engagement_member m
                left join work_tally t on t.engagement_id = m.engagement_id and t.person_id = m.person_id and t.purpose = 'production'
               where m.engagement_id = $1 and m.role = 'teleworker' and m.purpose = 'team' and m.until is null
               group by m.person_id) d) as done`,
    [engagementId],
  );
  return { volume: row?.volume ?? 0, reviewSeconds: row?.reviewSeconds ?? null, doneByPerson: row?.done ?? [] };
}

/** Standard time of one item through all steps, by plan version. */
async function secondsOfPlans(tx: Tx, engagementId: string): Promise<Map<number, number>> {
  const rows = await tx.rows<{ version: number; steps: Plan['steps'] }>(
    `select version, plan -> 'steps' as steps from plan_version where engagement_id = $1`,
    [engagementId],
  );
  return new Map(
    rows.map(({ version, steps }) => [version, steps.reduce((all, step) => all + step.standardSeconds, 0)]),
  );
}

async function readPeople(tx: Tx, engagementId: string): Promise<PlanTouched['people']> {
  return tx.rows<PlanTouched['people'][number]>(
    `select json_build_object('id', p.id, 'name', p.family_name || ' ' || p.given_name) as person,
            sum(i.holding)::int as holding, sum(i.returned)::int as returned
       from (select holder_id as person_id, 1 as holding, 0 as returned from work_item
              where engagement_id = $1 and purpose = 'production' and state in ('reserved', 'in_review') and holder_id is not null
             union all
             select author_id, 0, 1 from work_item where engagement_id = $1 and purpose = 'production' and state = 'returned') i
       join person p on p.id = i.person_id group by p.id order by p.family_name, p.given_name, p.id`,
    [engagementId],
  );
}

function byState(groups: readonly Group[]): PlanTouched['items']['finishing'] {
  const states = [...new Set(groups.map(({ state }) => state))];
  return states.map((state) => ({ state, items: sum(groups.filter((group) => group.state === state)) }));
}

const sum = (groups: readonly Group[]): number => groups.reduce((all, { items }) => all + items, 0);
/** Tenths of an hour, rounded up. */
const hoursOf = (seconds: number): number => Math.ceil(Math.round(seconds * 1_000) / 360_000) / 10;
