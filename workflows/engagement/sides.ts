import type { SideStory } from '@kado/contracts/engagement';
import { work } from '../shared/activity-profiles';
import { type Chapter, Interruption } from '../shared/chapter';
import type { Engagement, Next } from './engagement';
import { startLot } from './lot-children';

type TellSide = (engagement: Engagement, chapter: Chapter<Next>, about: SideStory['about']) => Promise<void>;

/**
 * A change of what was agreed, by either side: the other one is offered the terms with their price and date, and silence
 * means no change. Agreed, what is released is delivered as now agreed, people who work get new terms, and more volume gets more lots.
 */
const change: TellSide = async (engagement, chapter, { changeNo = 0, by = 'kado' }) => {
  const about = { subject: { changeNo } };
  if (by === 'client') {
    const offer = await chapter.ask('assess_change', about);
    if (offer.outcome === 'refused') return;
  }
  const consent = await chapter.ask('consent_change', about);
  if (consent.outcome !== 'agreed') return;
  if (consent.data.instalments !== undefined) engagement.lots.instalments = consent.data.instalments === true;
  if (consent.data.hasPeople === true) await chapter.ask('renew_terms_notices', about);
  if (consent.data.volumeRises !== true || !engagement.lots.isFormed()) return;
  const extended = await chapter.ask('extend_production', about);
  const { owner, lots } = engagement;
  const formed = await chapter.effect('form_lots', () =>
    work.formLots.executeWithOptions({ summary: '追加分のロット編成' }, [
      { owner, lots: Number(extended.data.lots), more: `change:${changeNo}` },
    ]),
  );
  await chapter.once('start_lots', async () => {
    lots.begin(formed.lots.map((lot) => lot.lotNo));
    // All else may have been accepted already: there is work again.
    if (engagement.chapter?.name === 'closing') engagement.leaveFor('production');
    lots.follow();
    await Promise.all(formed.lots.map((lot) => startLot(engagement, lot)));
  });
};

/** A new version of the running plan; items in hand finish under theirs. */
const planChange: TellSide = async (_, chapter, { planVersion = 0, author = '' }) => {
  await chapter.ask('approve_plan_change', { excluding: [String(author)], subject: { planVersion } });
};

/** A question to the client, and the clock of the task that hangs on it stands still. Unanswered, somebody calls. */
const question: TellSide = async ({ desk }, chapter, { taskId = '', questionNo = 0 }) => {
  const task = desk.find(String(taskId));
  const about = { subject: { about: taskId, questionNo } };
  if (task && task.decision === undefined) desk.book.pause(task, chapter.name);
  try {
    const answer = await chapter.ask('answer_question', about);
    if (answer.outcome === 'expired') await chapter.ask('call_client', about);
  } finally {
    if (task && task.decision === undefined && !task.withdrawn) desk.book.resume(task, chapter.name);
  }
};

const SIDES: Record<SideStory['kind'], TellSide> = { change, plan_change: planChange, question };

/** Tells a side story beside the chapter that is told; it may be left at any time. */
export async function tellSide(engagement: Engagement, side: SideStory): Promise<void> {
  const chapter = engagement.beginSide(side);
  try {
    await SIDES[side.kind](engagement, chapter, side.about);
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
  }
  engagement.endSide(side);
  await engagement.desk.step();
}
