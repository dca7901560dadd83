import type { ItemResult, ReviewInput } from '@kado/contracts/schemas/work-items';
import type { WorkCategory } from '@kado/domain/requirements';
import { MAX_RETURNS } from '@kado/domain/work-items';
import type { Tx } from '@kado/persistence/database';
import { acceptedInLots } from '@kado/persistence/repositories/lot-progress';
import type { EngagementRow } from '../common/access.service';
import type { ProblemCode } from '../common/problem-catalog';
import { storedAnswer } from '../work-items/answers';

interface ReviewedItem {
  id: string;
  lotId: string | null;
  state: string;
  holderId: string | null;
  authorId: string | null;
  fence: number;
  returns: number;
}

interface Judged {
  id: string;
  lotId: string | null;
  to: 'accepted' | 'returned' | 'adjudication';
  verdict: ReviewInput['verdict'];
  /** The reviewer's own answer where they put it right. */
  answer: string | null;
  code: string | null;
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
    `select id, lot_id as "lotId", state, holder_id as "holderId", author_id as "authorId", fence, returns from work_item
      where id = any($1::uuid[]) and engagement_id = $2 order by id for update`,
    [reviews.map(({ id }) => id), engagement.id],
  );
  const items = new Map(rows.map((item) => [item.id, item]));
  const judged: Judged[] = [];
  const results = reviews.map((review): ItemResult => {
    const verdict = judge(items.get(review.id), review, reviewerId, category);
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
): Judged | ProblemCode {
  if (!item) return 'work_item_not_found';
  if (item.authorId === reviewerId) return 'four_eyes';
  if (item.state !== 'in_review' || item.holderId !== reviewerId || item.fence !== review.fence) return 'stale_lease';
  const base = { id: item.id, lotId: item.lotId, verdict: review.verdict, answer: null, code: review.code ?? null };
  if (review.verdict === 'accept') return { ...base, to: 'accepted' };
  if (review.verdict === 'return') {
    return { ...base, to: item.returns + 1 >= MAX_RETURNS ? 'adjudication' : 'returned' };
  }
  const answer = storedAnswer(category, review.answer ?? '');
  return answer === undefined ? 'answer_invalid' : { ...base, to: 'accepted', answer };
}

export async function categoryOf(tx: Tx, engagementId: string): Promise<WorkCategory> {
  const row = await tx.one<{ category: WorkCategory }>('select category from engagement where id = $1', [engagementId]);
  return (row as { category: WorkCategory }).category;
}

/** Author, reviewer and fixer all stay on record; a fixed answer is a new version. */
async function write(tx: Tx, reviewerId: string, judged: readonly Judged[]): Promise<void> {
  await tx.rows(
    `with moved as (
       update work_item w
          set state = i.to_state, reviewer_id = $1, holder_id = null, lease_until = null,
              fixer_id = case when i.verdict = 'fix' then $1 else w.fixer_id end,
              answer_version = w.answer_version + case when i.answer is distinct from w.answer and i.answer is not null then 1 else 0 end,
              answer = coalesce(i.answer, w.answer),
              returns = w.returns + case when i.verdict = 'return' then 1 else 0 end,
              return_code = case when i.verdict = 'return' then i.code else w.return_code end, updated_at = now()
         from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as i(id, to_state, verdict, answer, code)
        where w.id = i.id
       returning w.id, w.site_id, w.state, w.answer, w.fence, w.manual_version, w.plan_version,
                 case when i.verdict = 'return' then i.code else 'review_' || i.verdict end as reason)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, answer, fence, manual_version, plan_version)
     select site_id, id, 'in_review', state, $1, reason, answer, fence, manual_version, plan_version from moved`,
    [
      reviewerId,
      judged.map(({ id }) => id),
      judged.map(({ to }) => to),
      judged.map(({ verdict }) => verdict),
      judged.map(({ answer }) => answer),
      judged.map(({ code }) => code),
    ],
  );
}
