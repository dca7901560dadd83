import { engagementWorkflowId, LOT_STAGE_SIGNAL } from '@kado/contracts/engagement';
import {
  LOT_READY_SIGNAL,
  type LotInput,
  type LotResult,
  type LotStageReport,
  lotKey,
  lotWorkflowId,
} from '@kado/contracts/lot';
import type { LotStage } from '@kado/domain/lifecycle';
import { condition, defineSignal, getExternalWorkflowHandle, setHandler } from '@temporalio/workflow';
import { work } from '../shared/activity-profiles';
import { Desk } from '../shared/desk';
import { readReadyRound } from '../shared/lot-signals';

const lotReadySignal = defineSignal<[unknown]>(LOT_READY_SIGNAL);
const lotStageSignal = defineSignal<[LotStageReport]>(LOT_STAGE_SIGNAL);

/**
 * One lot: its items are made (rows, not events), a drawn sample is inspected, and the director approves or refuses.
 * Refused, everything nobody looked at twice is screened and the lot is inspected again. The pilot lot is only measured.
 */
export async function lotWorkflow(input: LotInput): Promise<LotResult> {
  const { engagementId, engagementKey, siteId, lotId, lotNo } = input;
  const owner = { workflowId: lotWorkflowId(engagementKey, lotNo), engagementId, engagementKey, siteId, lotNo, lotId };
  const desk = new Desk<LotStage>(owner, lotKey(engagementKey, lotNo), 'production');
  let readyRound = 0;
  setHandler(lotReadySignal, (payload) => {
    readyRound = Math.max(readyRound, readReadyRound(payload) ?? 0);
  });
  const parent = getExternalWorkflowHandle(engagementWorkflowId(engagementKey));
  const enter = async (stage: LotStage, round: number): Promise<void> => {
    desk.enter(stage, round);
    await desk.step();
    await parent.signal(lotStageSignal, { lotNo, stage, round });
  };

  let round = 1;
  for (;;) {
    await desk.step();
    await condition(() => readyRound >= round);
    if (input.purpose === 'pilot') break;
    await enter('quality', round);
    await work.drawInspection.executeWithOptions({ summary: '抜取検査の抽出' }, [{ owner, round }]);
    const inspection = await desk.ask('inspect_lot');
    const verdict = await desk.ask('decide_lot', { excluding: [inspection.actorId] });
    if (verdict.outcome === 'approved') break;
    round += 1;
    await enter('production', round);
    const { reopened } = await work.screenLot.executeWithOptions({ summary: '不合格ロットの全数確認' }, [
      { owner, round },
    ]);
    if (reopened === 0) readyRound = round;
  }
  if (input.purpose === 'production') {
    await desk.step();
    await work.releaseLot.executeWithOptions({ summary: '合格ロットの確定' }, [{ owner, round }]);
    await parent.signal(lotStageSignal, { lotNo, stage: 'released', round });
  }
  await desk.finish('released');
  return { lotNo, rounds: round, decisions: desk.decisionCount() };
}
