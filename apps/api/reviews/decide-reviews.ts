import { randomBytes } from 'node:crypto';
import type { ItemResult, ReviewInput } from '@kado/contracts/schemas/work-items';
import type { QaPlan } from '@kado/domain/plan';
import { secondLookNeeded } from '@kado/domain/quality';
import type { WorkCategory } from '@kado/domain/requirements';
import { MAX_RETURNS } from '@kado/domain/work-items';
import type { Tx } from '@kado/persistence/database';
import { acceptedInLots } from '@kado/persistence/repositories/lot-progress';
import type { EngagementRow } from '../common/access.service';
import type { ProblemCode } from '../common/problem-catalog';
import { storedAnswer } from '../work-items/answers';
import { categoryOf, qaOfPlans } from '../work-items/rules';

interface ReviewedItem {
  id: string;
  lotId: string | null;
  state: string;
  holderId: string | null;
  authorId: string | null;
  fence: number;
  returns: number;
  planVersion: number | null;
  reviewerId: string | null;
  /** Accepted once already: this is the other pair of eyes. */
  secondLookDue: boolean;
  /** Drawn before; a second look is drawn for once. */
  secondLookSeed: string | null;
}

interface Judged {
  id: string;
  lotId: string | null;
  to: 'accepted' | 'returned' | 'adjudication' | 'in_review';
  verdict: ReviewInput['verdict'];
  /** The reviewer's own answer where they put it right. */
  answer: string | null;
  code: string | null;
  isSecond: boolean;
  /** Of the chance by which the item waits for a second look or not. */
  seed: string | null;
}

/** A reviewer's verdicts: each item is judged by itself, all that hold are written by one statement. */
export async function decideReviews(
  tx: Tx,
  engagement: EngagementRow,
  reviewerId: string,
  reviews: readonly ReviewInput[],
): Promise<ItemResult[]> {
  const category = await categoryOf(tx, engagement.id);
  const rows = await tx.rows<ReviewedItem>(
    `select id, lot_id as "lotId", state, holder_id as "holderId", author_id as "authorId", fence, returns,
            plan_version as "planVersion", reviewer_id as "reviewerId", second_look_due as "secondLookDue",
            second_look_seed as "secondLookSeed" from work_item
      where id = any($1::uuid[]) and engagement_id = $2 order by id for update`,
    [reviews.map(({ id }) => id), engagement.id],
  );
  const items = new Map(rows.map((item) => [item.id, item]));
  const qaOf = await qaOfPlans(
    tx,
    engagement.id,
    rows.map(({ planVersion }) => planVersion),
  );
  const judged: Judged[] = [];
  const results = reviews.map((review): ItemResult => {
    const item = items.get(review.id);
    const verdict = judge(item, review, reviewerId, category, qaOf(item?.planVersion ?? null));
    if (typeof verdict === 'string') return { id: review.id, problem: verdict };
    judged.push(verdict);
    return { id: review.id, state: verdict.to };
  });
  if (judged.length > 0) await write(tx, reviewerId, judged);
  await acceptedInLots(
    tx,
    engagement,
    judged.filter(({ to }) => to === 'accepted').map(({ lotId }) => lotId),
  );
  return results;
}

function judge(
  item: ReviewedItem | undefined,
  review: ReviewInput,
  reviewerId: string,
  category: WorkCategory,
  qa: QaPlan | undefined,
): Judged | ProblemCode {
  if (!item) return 'work_item_not_found';
  if (item.authorId === reviewerId || (item.secondLookDue && item.reviewerId === reviewerId)) return 'four_eyes';
  if (item.state !== 'in_review' || item.holderId !== reviewerId || item.fence !== review.fence) return 'stale_lease';
  const base = {
    id: item.id,
    lotId: item.lotId,
    verdict: review.verdict,
    answer: null,
    code: review.code ?? null,
    isSecond: item.secondLookDue,
    seed: null,
  };
  if (review.verdict === 'accept') return { ...base, ...afterAccepting(item, qa) };
  if (review.verdict === 'return') {
    return { ...base, to: item.returns + 1 >= MAX_RETURNS ? 'adjudication' : 'returned' };
  }
  const answer = storedAnswer(category, review.answer ?? '');
  return answer === undefined ? 'answer_invalid' : { ...base, to: 'accepted', answer };
}

/** What its first review accepts, by the plan that the item carries, may be for somebody else to look at too. */
function afterAccepting(item: ReviewedItem, qa: QaPlan | undefined): Pick<Judged, 'to' | 'seed'> {
  const isFirstReview = item.returns === 0 && !item.secondLookDue && item.secondLookSeed === null;
  if (!qa?.secondLook || !isFirstReview) return { to: 'accepted', seed: null };
  // Drawn here and stored: who works or reviews cannot foresee it, everybody can check it later.
  const seed = randomBytes(16).toString('hex');
  return { to: secondLookNeeded(qa.secondLook.rate, seed) ? 'in_review' : 'accepted', seed };
}

/** Author, both reviewers and fixer all stay on record; a fixed answer is a new version. */
async function write(tx: Tx, reviewerId: string, judged: readonly Judged[]): Promise<void> {
  await tx.rows(
    `with moved as (
       update work_item w
          set state = i.to_state, holder_id = null, lease_until = null,
              reviewer_id = case when i.is_second then w.reviewer_id else $1 end,
              second_reviewer_id = case when i.is_second then $1 else w.second_reviewer_id end,
              second_look_due = i.to_state = 'in_review', second_look_seed = coalesce(i.seed, w.second_look_seed),
              fixer_id = case when i.verdict = 'fix' then $1 else w.fixer_id end,
              answer_version = w.answer_version + case when i.answer is distinct from w.answer and i.answer is not null then 1 else 0 end,
              answer = coalesce(i.answer, w.answer),
              returns = w.returns + case when i.verdict = 'return' then 1 else 0 end,
              return_code = case when i.verdict = 'return' then i.code else w.return_code end, updated_at = now()
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[], $8::text[])
              as i(id, to_state, verdict, answer, code, is_second, seed)
        where w.id = i.id
       returning w.id, w.site_id, w.state, w.answer, w.fence, w.manual_version, w.plan_version,
                 case when i.verdict = 'return' then i.code
                      else case when i.is_second then 'second_look_' else 'review_' end || i.verdict end as reason)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, answer, fence, manual_version, plan_version)
     select site_id, id, 'in_review', state, $1, reason, answer, fence, manual_version, plan_version from moved`,
    [
      reviewerId,
      judged.map(({ id }) => id),
      judged.map(({ to }) => to),
      judged.map(({ verdict }) => verdict),
      judged.map(({ answer }) => answer),
      judged.map(({ code }) => code),
      judged.map(({ isSecond }) => isSecond),
      judged.map(({ seed }) => seed),
    ],
  );
}
