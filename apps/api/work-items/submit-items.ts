import { randomBytes } from 'node:crypto';
import type { ItemResult } from '@kado/contracts/schemas/work-items';
import type { QaPlan } from '@kado/domain/plan';
import { reviewNeeded } from '@kado/domain/quality';
import type { Tx } from '@kado/persistence/database';
import { acceptedInLots } from '@kado/persistence/repositories/lot-progress';
import type { EngagementRow } from '../common/access.service';
import type { ProblemCode } from '../common/problem-catalog';
import { storedAnswer } from './answers';
import { categoryOf, qaOfPlans } from './rules';
import { tally } from './tally';

export interface Submission {
  id: string;
  fence: number;
  answer: string;
  activeSeconds: number;
}

interface HeldItem {
  id: string;
  lotId: string | null;
  purpose: 'pilot' | 'production';
  state: string;
  holderId: string | null;
  fence: number;
  returns: number;
  planVersion: number | null;
}

type Route = { to: 'accepted' | 'in_review'; reason: string; seed: string | null };
type Judged = Submission & Route & { lotId: string | null };

/**
 * Takes a person's answers: each item is judged by itself, all that hold are written by one statement. The fence decides
 * whose item it is: an answer that comes late but before anybody else took the item still counts, its time was spent.
 */
export async function submitItems(
  tx: Tx,
  engagement: EngagementRow,
  personId: string,
  submissions: readonly Submission[],
): Promise<ItemResult[]> {
  const category = await categoryOf(tx, engagement.id);
  const held = new Map(
    (
      await tx.rows<HeldItem>(
        `select id, lot_id as "lotId", purpose, state, holder_id as "holderId", fence, returns, plan_version as "planVersion"
           from work_item
          where id = any($1::uuid[]) and engagement_id = $2 order by id for update`,
        [submissions.map(({ id }) => id), engagement.id],
      )
    ).map((item) => [item.id, item]),
  );
  const refused = new Map<string, ProblemCode>();
  const valid: { submission: Submission; item: HeldItem }[] = [];
  for (const submission of submissions) {
    const item = held.get(submission.id);
    const answer = storedAnswer(category, submission.answer);
    const isMine = item?.state === 'reserved' && item.holderId === personId && item.fence === submission.fence;
    if (!item) refused.set(submission.id, 'work_item_not_found');
    else if (!isMine) refused.set(submission.id, 'stale_lease');
    else if (answer === undefined) refused.set(submission.id, 'answer_invalid');
    else valid.push({ submission: { ...submission, answer }, item });
  }
  const qaOf = await qaOfPlans(
    tx,
    engagement.id,
    valid.map(({ item }) => item.planVersion),
  );
  const worked = valid.map(({ submission, item }) => ({ ...item, ...submission }));
  let before = await tally(tx, engagement, personId, worked);
  const judged = valid.map(({ submission, item }): Judged => {
    const route = routeOf(item, qaOf(item.planVersion)?.review, before);
    if (item.purpose === 'production' && item.returns === 0) before += 1;
    return { ...submission, ...route, lotId: item.lotId };
  });
  if (judged.length > 0) await write(tx, personId, judged);
  await acceptedInLots(
    tx,
    engagement,
    judged.filter(({ to }) => to === 'accepted').map(({ lotId }) => lotId),
  );
  const states = new Map(judged.map(({ id, to }) => [id, to]));
  return submissions.map(({ id }) => {
    const state = states.get(id);
    return state ? { id, state } : { id, problem: refused.get(id) ?? 'stale_lease' };
  });
}

/** A pilot only measures; what came back is looked at again; the rest by the QA of the plan that the item was given out under. */
function routeOf(item: HeldItem, review: QaPlan['review'] | undefined, doneByPerson: number): Route {
  if (item.purpose === 'pilot') return { to: 'accepted', reason: 'pilot', seed: null };
  if (item.returns > 0) return { to: 'in_review', reason: 'returned_before', seed: null };
  if (review === undefined) return { to: 'in_review', reason: 'no_plan', seed: null };
  // Drawn here and stored: nobody who works can foresee it, everybody can check it later.
  const seed = randomBytes(16).toString('hex');
  if (!reviewNeeded({ doneByPerson, ...review, seed })) return { to: 'accepted', reason: 'not_sampled', seed };
  return { to: 'in_review', reason: doneByPerson < review.firstItems ? 'first_items' : 'sampled', seed };
}

/** Answers, hidden scores and history of all items in one statement. Items with a known answer go on like any other. */
async function write(tx: Tx, personId: string, judged: readonly Judged[]): Promise<void> {
  await tx.rows(
    `with moved as (
       update work_item w
          set state = i.to_state, author_id = $1, holder_id = null, lease_until = null, answer = i.answer,
              first_answer = coalesce(w.first_answer, i.answer), answer_version = w.answer_version + 1,
              active_seconds = least(coalesce(w.active_seconds, 0) + i.seconds, 999999), review_seed = coalesce(i.seed, w.review_seed),
              updated_at = now()
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])
              as i(id, answer, to_state, reason, seed, seconds)
        where w.id = i.id
       returning w.id, w.site_id, w.engagement_id, w.external_id, w.state, w.answer, w.fence, w.manual_version, w.plan_version, i.reason),
     scored as (
       insert into gold_score (site_id, engagement_id, work_item_id, person_id, is_right)
       select m.site_id, m.engagement_id, m.id, $1, g.answer = m.answer
         from moved m join gold g on g.engagement_id = m.engagement_id and g.external_id = m.external_id
       on conflict (work_item_id, person_id) do nothing)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, answer, fence, manual_version, plan_version)
     select m.site_id, m.id, s.from_state, coalesce(s.to_state, m.state), s.actor, case when s.step = 2 then m.reason end, m.answer, m.fence,
            m.manual_version, m.plan_version
       from moved m cross join (values (1, 'reserved', 'submitted', $1::uuid), (2, 'submitted', null, null)) as s(step, from_state, to_state, actor)
      order by m.id, s.step`,
    [
      personId,
      judged.map(({ id }) => id),
      judged.map(({ answer }) => answer),
      judged.map(({ to }) => to),
      judged.map(({ reason }) => reason),
      judged.map(({ seed }) => seed),
      judged.map(({ activeSeconds }) => activeSeconds),
    ],
  );
}
