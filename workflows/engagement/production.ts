import type { DeliveryState } from '@kado/contracts/engagement';
import { work } from '../shared/activity-profiles';
import type { Chapter } from '../shared/chapter';
import type { Engagement, Next } from './engagement';
import { startLot } from './lot-children';
import type { Tell } from './stages';

/**
 * Items into lots; each lot an execution of its own through production and quality until the director releases it. What is
 * released is delivered, in instalments where the contract says so; what the client rejects goes round again. The lots are
 * in several stages at the same time, and the engagement stands where its least advanced lot stands.
 */
export const production: Tell = async (engagement, chapter) => {
  const { lots } = engagement;
  await prepare(engagement, chapter);
  for (const delivery of lots.deliveries) {
    if (delivery.state !== 'done') chapter.beside(() => deliver(engagement, chapter, delivery));
  }
  for (;;) {
    await chapter.until(() => lots.areAll('accepted') || lots.deliverable().length > 0);
    if (lots.areAll('accepted')) break;
    const delivery = lots.formDelivery(lots.deliverable());
    chapter.beside(() => deliver(engagement, chapter, delivery));
  }
  lots.end();
  return 'closing';
};

/** Once for an engagement: told again after a repair, its lots are there already. */
async function prepare(engagement: Engagement, chapter: Chapter<Next>): Promise<void> {
  const { owner, lots } = engagement;
  if (chapter.note('formed', lots.isFormed())) {
    lots.begin([]);
    lots.follow();
    await engagement.desk.step();
    return;
  }
  const prepared = await chapter.ask('prepare_production');
  lots.instalments = prepared.data.instalments === true;
  const formed = await chapter.effect('form_lots', () =>
    work.formLots.executeWithOptions({ summary: 'ロット編成' }, [{ owner, lots: Number(prepared.data.lots) }]),
  );
  await startLots(engagement, chapter, formed.lots);
}

async function startLots(
  engagement: Engagement,
  chapter: Chapter<Next>,
  formed: readonly { lotId: string; lotNo: number }[],
): Promise<void> {
  const { lots } = engagement;
  if (chapter.changed('engagement/lots-tell-their-end')) {
    await chapter.effect('start_lots', async () => {
      lots.begin(formed.map((lot) => lot.lotNo));
      await Promise.all(formed.map((lot) => startLot(engagement, lot)));
    });
    return;
  }
  // From before lots told when they end: their executions are waited for, and this run cannot hand over.
  engagement.pin();
  lots.begin(formed.map((lot) => lot.lotNo));
  const children = await Promise.all(formed.map((lot) => startLot(engagement, lot)));
  await Promise.all(children.flatMap((child) => child?.result() ?? []));
  lots.end();
}

/** Built, sent, accepted or rejected by exact items; the rejected ones go back to their authors, their lots a round further. */
async function deliver(engagement: Engagement, chapter: Chapter<Next>, delivery: DeliveryState): Promise<void> {
  const { owner, desk, lots } = engagement;
  const { no, lotNos } = delivery;
  const about = { label: `D${no}`, subject: { deliveryNo: no } };
  if (lots.working().length === 0) desk.enter('delivery');
  await chapter.effect(`build@D${no}`, () =>
    work.buildDelivery.executeWithOptions({ summary: `納品物${no}の作成` }, [{ owner, deliveryNo: no, lotNos }]),
  );
  await chapter.ask('send_delivery', about);
  delivery.state = 'sent';
  const answer = await chapter.ask('accept_delivery', about);
  if (answer.outcome !== 'rejected') {
    for (const lotNo of lotNos) lots.set(lotNo, 'accepted');
    delivery.state = 'done';
    // The last one is written with the closing that it begins.
    if (!lots.areAll('accepted')) await desk.step();
    return;
  }
  const { lots: reopened } = await chapter.effect(`reopen@D${no}`, () =>
    work.reopenRejected.executeWithOptions({ summary: `納品${no}の差戻し` }, [{ owner, deliveryNo: no }]),
  );
  await chapter.effect(`rework@D${no}`, async () => {
    for (const lotNo of lotNos) lots.set(lotNo, 'accepted');
    for (const lot of reopened) lots.set(lot.lotNo, 'production', lot.round);
    delivery.state = 'done';
    lots.follow();
    for (const lot of reopened) await startLot(engagement, { lotId: lot.lotId, lotNo: lot.lotNo, from: lot });
  });
  await desk.step();
}
