import { type Compensation, compensationsFor } from '@kado/domain/commands';
import { work } from '../shared/activity-profiles';
import type { Chapter } from '../shared/chapter';
import type { Engagement, Next } from './engagement';
import type { Tell } from './stages';

type Undo = (engagement: Engagement, chapter: Chapter<Next>) => Promise<unknown>;

/** What each step of a cancelling does. People's steps stand on evidence, as those of the closing do. */
const UNDO: Record<Compensation, Undo> = {
  stop_lots: async ({ owner, lots }, chapter) => {
    await chapter.until(() => lots.working().length === 0);
    await chapter.effect('stop_lots', () =>
      work.stopLots.executeWithOptions({ summary: '作業の停止と予約の解除' }, [{ owner }]),
    );
  },
  withdraw_offers: ({ owner }, chapter) =>
    chapter.effect(
      'withdraw_offers',
      () => work.withdrawOffers.executeWithOptions({ summary: '募集の取下げ' }, [{ owner }]),
      { withdrawn: 0 },
    ),
  notify_people: (_, chapter) => chapter.ask('notify_people'),
  approve_time: (_, chapter) => chapter.ask('approve_time'),
  schedule_pay: (_, chapter) => chapter.ask('schedule_pay'),
  return_data: (_, chapter) => chapter.ask('return_data'),
  settle_cancellation: (_, chapter) => chapter.ask('settle_cancellation'),
};

/** Steps that ask a person. */
const PEOPLES: readonly Compensation[] = [
  'notify_people',
  'approve_time',
  'schedule_pay',
  'return_data',
  'settle_cancellation',
];

/** The way out: what was begun is undone and settled, last things first; what people have done stays theirs. */
export const cancelling: Tell = async (engagement, chapter) => {
  const { reached, lots } = engagement;
  await chapter.once('order_stop', () => engagement.tellLots('stop'));
  const steps = compensationsFor(chapter.note('reached', [...reached]), lots.pilotState() !== 'none');
  for (const step of steps) {
    if (engagement.bareEnd && PEOPLES.includes(step)) continue;
    await UNDO[step](engagement, chapter);
  }
  return engagement.endsAs;
};
