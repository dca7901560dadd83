import type { RecordInspection } from '@kado/contracts/schemas/lots';
import type { WorkCategory } from '@kado/domain/requirements';
import type { Tx } from '@kado/persistence/database';
import { Problem } from '../common/problem';
import { PROBLEMS } from '../common/problem-catalog';
import { storedAnswer } from '../work-items/answers';

type Finding = RecordInspection['findings'][number];

interface SampledItem {
  workItemId: string;
  answer: string | null;
  notMine: boolean;
  inspectorId: string | null;
  category: WorkCategory;
}

export interface CheckedFinding {
  workItemId: string;
  verdict: 'ok' | 'defect';
  rightAnswer: string | null;
  code: string | null;
}

/** Locks the items of the sample that are judged, and refuses the whole batch for the first kind of fault it has. */
export async function checkFindings(
  tx: Tx,
  engagementId: string,
  inspectionId: string,
  inspectorId: string,
  findings: readonly Finding[],
): Promise<CheckedFinding[]> {
  const rows = await tx.rows<SampledItem>(
    `select i.work_item_id as "workItemId", w.answer, i.inspector_id as "inspectorId", e.category,
            (w.author_id is distinct from $1 and w.reviewer_id is distinct from $1 and w.second_reviewer_id is distinct from $1
              and w.fixer_id is distinct from $1 and w.adjudicator_id is distinct from $1) as "notMine"
       from inspection_item i join work_item w on w.id = i.work_item_id join engagement e on e.id = w.engagement_id
      where i.inspection_id = $2 and w.engagement_id = $3 and i.work_item_id = any($4::uuid[])
      order by i.work_item_id for update of i`,
    [inspectorId, inspectionId, engagementId, findings.map(({ workItemId }) => workItemId)],
  );
  const sampled = new Map(rows.map((row) => [row.workItemId, row]));
  const itemOf = (finding: Finding) => sampled.get(finding.workItemId);

  refuse(422, 'invalid_fields', findings, (f) => itemOf(f) === undefined, 'workItemId', NOT_IN_SAMPLE);
  refuse(403, 'four_eyes', findings, (f) => itemOf(f)?.notMine === false, 'workItemId', FOUR_EYES);
  const isOthers = (f: Finding) => (itemOf(f)?.inspectorId ?? inspectorId) !== inspectorId;
  refuse(409, 'inspected_by_other', findings, isOthers, 'workItemId', BY_OTHER);

  const checked = findings.map((finding) => {
    const item = itemOf(finding) as SampledItem;
    const isDefect = finding.verdict === 'defect';
    const rightAnswer = isDefect ? (storedAnswer(item.category, finding.rightAnswer ?? '') ?? null) : null;
    const isUsable = !isDefect || (rightAnswer !== null && rightAnswer !== item.answer);
    return { finding, isUsable, result: { ...finding, rightAnswer, code: isDefect ? (finding.code ?? null) : null } };
  });
  const wrong = new Set(checked.filter(({ isUsable }) => !isUsable).map(({ finding }) => finding));
  refuse(422, 'invalid_fields', findings, (f) => wrong.has(f), 'rightAnswer', ANSWER);
  return checked.map(({ result }) => result);
}

const NOT_IN_SAMPLE = {
  code: 'not_in_sample',
  detail: { ja: 'この作業は今回の抜取りに含まれていません。', en: 'This item is not in the sample of this round.' },
};
const FOUR_EYES = { code: 'four_eyes', detail: PROBLEMS.four_eyes };
const BY_OTHER = { code: 'inspected_by_other', detail: PROBLEMS.inspected_by_other };
const ANSWER = {
  code: 'answer_invalid',
  detail: {
    ja: '正しい答えとして使えない値か、検査前の答えと同じです。',
    en: 'Not an answer to this kind of work, or the same as the answer inspected.',
  },
};

function refuse(
  status: number,
  code: 'invalid_fields' | 'four_eyes' | 'inspected_by_other',
  findings: readonly Finding[],
  isWrong: (finding: Finding) => boolean,
  field: string,
  fault: { code: string; detail: { ja: string; en: string } },
): void {
  const errors = findings.flatMap((f, at) => (isWrong(f) ? [{ pointer: `/findings/${at}/${field}`, ...fault }] : []));
  if (errors.length > 0) throw new Problem(status, code, { errors });
}
