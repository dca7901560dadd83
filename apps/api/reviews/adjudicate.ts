import type { DecideAdjudications, ItemResult } from '@kado/contracts/schemas/work-items';
import type { Tx } from '@kado/persistence/database';
import { acceptedInLots } from '@kado/persistence/repositories/lot-progress';
import type { EngagementRow } from '../common/access.service';
import type { ProblemCode } from '../common/problem-catalog';
import { storedAnswer } from '../work-items/answers';
import { categoryOf } from '../work-items/rules';

interface Disputed {
  id: string;
  lotId: string | null;
  state: string;
  authorId: string | null;
  reviewerId: string | null;
  secondReviewerId: string | null;
}

/** The last word on items that author and reviewer do not agree on, by somebody who is none of them. */
export async function adjudicate(
  tx: Tx,
  engagement: EngagementRow,
  directorId: string,
  decisions: DecideAdjudications['items'],
): Promise<ItemResult[]> {
  const category = await categoryOf(tx, engagement.id);
  const rows = await tx.rows<Disputed>(
    `select id, lot_id as "lotId", state, author_id as "authorId", reviewer_id as "reviewerId",
            second_reviewer_id as "secondReviewerId" from work_item
      where id = any($1::uuid[]) and engagement_id = $2 order by id for update`,
    [decisions.map(({ id }) => id), engagement.id],
  );
  const items = new Map(rows.map((item) => [item.id, item]));
  const settled: { id: string; lotId: string | null; answer: string }[] = [];
  const results = decisions.map(({ id, answer: given }): ItemResult => {
    const item = items.get(id);
    const answer = storedAnswer(category, given);
    const problem = refusal(item, answer, directorId);
    if (!item || answer === undefined || problem) return { id, problem: problem ?? 'conflict' };
    settled.push({ id, lotId: item.lotId, answer });
    return { id, state: 'accepted' };
  });
  if (settled.length > 0) await write(tx, directorId, settled);
  await acceptedInLots(
    tx,
    engagement,
    settled.map(({ lotId }) => lotId),
  );
  return results;
}

function refusal(item: Disputed | undefined, answer: string | undefined, directorId: string): ProblemCode | undefined {
  if (!item) return 'work_item_not_found';
  if (item.state !== 'adjudication') return 'conflict';
  if ([item.authorId, item.reviewerId, item.secondReviewerId].includes(directorId)) return 'four_eyes';
  return answer === undefined ? 'answer_invalid' : undefined;
}

async function write(tx: Tx, directorId: string, settled: readonly { id: string; answer: string }[]): Promise<void> {
  await tx.rows(
    `with moved as (
       update work_item w
          set state = 'accepted', adjudicator_id = $1, updated_at = now(), answer = i.answer,
              answer_version = w.answer_version + case when i.answer is distinct from w.answer then 1 else 0 end
         from unnest($2::uuid[], $3::text[]) as i(id, answer) where w.id = i.id
       returning w.id, w.site_id, w.answer, w.fence, w.manual_version, w.plan_version)
     insert into work_item_event (site_id, work_item_id, from_state, to_state, actor_id, reason, answer, fence, manual_version, plan_version)
     select site_id, id, 'adjudication', 'accepted', $1, 'adjudicated', answer, fence, manual_version, plan_version from moved`,
    [directorId, settled.map(({ id }) => id), settled.map(({ answer }) => answer)],
  );
}
