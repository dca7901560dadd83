import type { SideStory } from '@kado/contracts/engagement';
import type { Tx } from '../../database';
import type { TaskRow } from './tasks';

interface ChangeRow {
  changeNo: number;
  by: 'kado' | 'client';
  status: string;
  /** Lots that were formed for it, and how many of them have begun. */
  lots: number;
  begun: number;
  /** Its lots are formed beside others that were formed before. */
  formedAt: Date | null;
}

/** What runs beside the story: changes that are not settled, open questions, proposed changes of the plan. */
export async function readSides(tx: Tx, engagementId: string, tasks: readonly TaskRow[]): Promise<SideStory[]> {
  const changes = await tx.rows<ChangeRow>(
    `select c.change_no as "changeNo", c.requested_by as by, c.status,
            (select count(*)::int from lot l where l.engagement_id = c.engagement_id and l.formed_for = 'change:' || c.change_no) as lots,
            (select count(*)::int from lot l where l.engagement_id = c.engagement_id and l.formed_for = 'change:' || c.change_no
                and l.step_version > 0) as begun,
            (select min(l.created_at) from lot l where l.engagement_id = c.engagement_id and l.purpose = 'production') as "formedAt"
       from change_request c where c.engagement_id = $1 order by c.change_no`,
    [engagementId],
  );
  const questions = await tx.rows<{ questionNo: number; taskId: string }>(
    `select question_no as "questionNo", task_id as "taskId" from client_question
      where engagement_id = $1 and status = 'open' order by question_no`,
    [engagementId],
  );
  const plans = await tx.rows<{ planVersion: number; author: string }>(
    `select plan_version as "planVersion", author_id as author from plan_change
      where engagement_id = $1 and status = 'proposed' order by plan_version`,
    [engagementId],
  );
  const sides: SideStory[] = [
    ...changes
      .filter((change) => isUnsettled(change, asksOf(tasks, `change:${change.changeNo}`)))
      .map(({ changeNo, by }) => side('change', changeNo, { changeNo, by })),
    ...questions.map(({ questionNo, taskId }) => side('question', questionNo, { questionNo, taskId })),
    ...plans.map(({ planVersion, author }) => side('plan_change', planVersion, { planVersion, author })),
  ];
  // A paper whose command was never taken has asked nobody yet: its sender may send it still.
  return sides.filter(({ name }) => asksOf(tasks, name).length > 0);
}

const PREFIX: Record<SideStory['kind'], string> = { change: 'change', question: 'question', plan_change: 'plan' };

function side(kind: SideStory['kind'], no: number, about: SideStory['about']): SideStory {
  return { name: `${PREFIX[kind]}:${no}`, kind, about };
}

const asksOf = (tasks: readonly TaskRow[], chapter: string): TaskRow[] =>
  tasks.filter((task) => task.chapter === chapter && task.status !== 'cancelled');

/** Agreed, a change goes on until people have their new terms and the additional lots have begun. */
function isUnsettled({ status, lots, begun, formedAt }: ChangeRow, asks: readonly TaskRow[]): boolean {
  if (status === 'requested' || status === 'offered' || asks.some((task) => task.status === 'open')) return true;
  const of = (kind: string) => asks.find((task) => task.kind === kind);
  const consent = of('consent_change');
  if (status !== 'agreed' || !consent) return false;
  const renewed = of('renew_terms_notices');
  if (consent.data.hasPeople === true && !renewed) return true;
  if (consent.data.volumeRises !== true) return false;
  if (of('extend_production')) return lots === 0 || begun < lots;
  // Not asked: where production had begun by then, the word was on its way when the execution was lost.
  const settledAt = (renewed ?? consent).decidedAt;
  return formedAt !== null && settledAt !== null && formedAt < settledAt;
}
