import { FINAL_STAGES } from '@kado/domain/lifecycle';
import type { Difference, EngagementFacts } from '@kado/domain/reconciliation';
import type { Tx } from '../database';

/** Open engagements with what their rows say of them, and those with these keys, as far as the transaction's scope reaches. */
export function readEngagementFacts(tx: Tx, keys: readonly string[]): Promise<EngagementFacts[]> {
  return tx.rows<EngagementFacts>(
    `select e.key, e.stage, e.step_version as version,
            array(select t.id from human_task t where t.engagement_id = e.id and t.lot_id is null and t.status = 'open' order by t.id)
              as "openTasks",
            coalesce((select json_agg(json_build_object('lotNo', l.lot_no, 'stage', l.stage, 'openTasks',
                               array(select t.id from human_task t where t.lot_id = l.id and t.status = 'open' order by t.id)) order by l.lot_no)
                        from lot l where l.engagement_id = e.id), '[]') as lots
       from engagement e where e.stage <> all ($1::text[]) or e.key = any ($2::text[]) order by e.key`,
    [FINAL_STAGES, keys],
  );
}

/** A word that the relay could not carry for so long waits for something that does not come. */
const STUCK_MINUTES = 5;
/** A request without an answer for so long: whoever sent it has given up. */
const UNANSWERED_MINUTES = 60;
const MOST = 200;

/** What is stuck by the rows alone: words not carried, requests that were begun and never answered. */
export async function readStuck(tx: Tx): Promise<Difference[]> {
  const words = await tx.rows<{ aggregate: string; kind: string; attempts: number; minutes: number }>(
    `select aggregate, kind, attempts, floor(extract(epoch from now() - created_at) / 60)::int as minutes from outbox
      where done_at is null and created_at < now() - make_interval(mins => $1) order by id limit $2`,
    [STUCK_MINUTES, MOST],
  );
  // A refused request keeps its row under another key, and an answer is not owed any more.
  const requests = await tx.rows<{ key: string | null; route: string; minutes: number }>(
    `select coalesce(c.engagement_key, e.key, t.key) as key, c.route,
            floor(extract(epoch from now() - c.created_at) / 60)::int as minutes
       from command c left join engagement e on e.id = c.engagement_id
       left join lateral (select e2.key from human_task h join engagement e2 on e2.id = h.engagement_id
                           where h.id = split_part(c.route, ' ', 2)) t on true
      where c.state = 'in_flight' and c.locked_until < now() - make_interval(mins => $1)
        and c.idempotency_key not like '% ' || c.id::text
      order by c.created_at limit $2`,
    [UNANSWERED_MINUTES, MOST],
  );
  return [
    ...words.map(
      ({ aggregate, kind, attempts, minutes }): Difference => ({
        kind: 'outbox_stuck',
        engagementKey: /^engagement:([^:]+)/.exec(aggregate)?.[1] ?? null,
        facts: { to: aggregate, word: kind, attempts, minutes },
      }),
    ),
    ...requests.map(
      ({ key, route, minutes }): Difference => ({
        kind: 'command_unanswered',
        engagementKey: key,
        facts: { route, minutes },
      }),
    ),
  ];
}
