import { LOT_ORDER_SIGNAL, LOT_READY_SIGNAL, type LotInput, type LotResult } from '@kado/contracts/lot';
import { defineSignal, setHandler } from '@temporalio/workflow';
import { work } from '../shared/activity-profiles';
import { type Chapter, Interruption } from '../shared/chapter';
import { openCommandDoor } from '../shared/command-door';
import { handOver } from '../shared/hand-over';
import { readLotOrder, readReadyRound } from '../shared/lot-signals';
import { Lot } from './lot';

const lotReadySignal = defineSignal<[unknown]>(LOT_READY_SIGNAL);
const lotOrderSignal = defineSignal<[unknown]>(LOT_ORDER_SIGNAL);

const LOT_COMMANDS: readonly string[] = ['reschedule', 'skip_task', 'resync', 'hand_over'];

/**
 * One lot: its items are made (rows, not events), a drawn sample is inspected, and the director approves or refuses.
 * Refused, everything nobody looked at twice is screened, or goes back to its author, and the lot is inspected again. The
 * pilot lot is only measured.
 */
export async function lotWorkflow(input: LotInput): Promise<LotResult> {
  const lot = new Lot(input);
  setHandler(lotReadySignal, (payload) => {
    lot.readyRound = Math.max(lot.readyRound, readReadyRound(payload) ?? 0);
  });
  setHandler(lotOrderSignal, async (payload) => {
    await obey(lot, readLotOrder(payload));
  });
  openCommandDoor({
    desk: lot.desk,
    owner: lot.owner,
    // The others are the engagement's; it passes on to its lots what concerns them.
    refuse: ({ command }) => (LOT_COMMANDS.includes(command) ? undefined : 'unknown_command'),
    apply: ({ command }) => {
      lot.handOverAsked = command === 'hand_over';
    },
  });
  return Promise.race([
    tell(lot),
    handOver(input, {
      isDue: () => lot.handOverAsked,
      isQuiet: () => lot.desk.isQuiet(),
      next: () => ({ ...input, carry: lot.carry() }),
    }),
  ]);
}

async function obey(lot: Lot, order: ReturnType<typeof readLotOrder>): Promise<void> {
  if (order === 'stop') return lot.stop();
  if (order === 'hold') lot.desk.hold();
  if (order === 'resume') lot.desk.resume();
  if (order === 'hand_over') lot.handOverAsked = true;
  await lot.desk.step();
}

async function tell(lot: Lot): Promise<LotResult> {
  try {
    while ((await tellRound(lot, lot.begin())) === 'again') lot.endRound();
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
    await lot.desk.finish('cancelled');
    await lot.tell('cancelled', lot.round);
    return resultOf(lot);
  }
  await lot.desk.finish('released');
  return resultOf(lot);
}

/** One round, from open items to the director's verdict. */
async function tellRound(lot: Lot, chapter: Chapter<'stopped'>): Promise<'released' | 'again'> {
  const { desk, owner, round, input } = lot;
  await desk.step();
  await chapter.until(() => lot.readyRound >= round);
  if (input.purpose === 'pilot') {
    if (chapter.changed('lot/pilot-tells-its-end'))
      await chapter.once('tell_released', () => lot.tell('released', round));
    return 'released';
  }
  await chapter.once('enter_quality', () => lot.enter('quality', round));
  await chapter.effect('draw', () =>
    work.drawInspection.executeWithOptions({ summary: '抜取検査の抽出' }, [{ owner, round }]),
  );
  const inspection = await chapter.ask('inspect_lot');
  const verdict = await chapter.ask('decide_lot', { excluding: [inspection.actorId] });
  if (verdict.outcome === 'approved') {
    await chapter.effect('release', () =>
      work.releaseLot.executeWithOptions({ summary: '合格ロットの確定' }, [{ owner, round }]),
    );
    await chapter.once('tell_released', () => lot.tell('released', round));
    return 'released';
  }
  await chapter.once('enter_production', () => lot.enter('production', round + 1));
  const { reopened } = await chapter.effect('reopen', () =>
    verdict.outcome === 'rework'
      ? work.reworkLot.executeWithOptions({ summary: '不合格ロットの手直し' }, [{ owner, round: round + 1 }])
      : work.screenLot.executeWithOptions({ summary: '不合格ロットの全数確認' }, [{ owner, round: round + 1 }]),
  );
  if (reopened === 0) lot.readyRound = round + 1;
  return 'again';
}

function resultOf({ input, round, desk }: Lot): LotResult {
  return { lotNo: input.lotNo, rounds: round, decisions: desk.book.decisions().length };
}
