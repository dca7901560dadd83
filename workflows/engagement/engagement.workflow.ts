import {
  ENGAGEMENT_STATE_QUERY,
  type EngagementInput,
  type EngagementResult,
  type EngagementState,
  engagementWorkflowId,
  LOT_STAGE_SIGNAL,
  OPENED_UPDATE,
  type OpenedReceipt,
} from '@kado/contracts/engagement';
import type { Stage } from '@kado/domain/lifecycle';
import { condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { Desk } from '../shared/desk';
import { readLotStage } from '../shared/lot-signals';
import { type Engagement, LotBoard } from './lot-board';
import { closing, decomposition, delivery, inquiry, production, requirements, teamAssembly } from './stages';

const openedUpdate = defineUpdate<OpenedReceipt>(OPENED_UPDATE);
const stateQuery = defineQuery<EngagementState>(ENGAGEMENT_STATE_QUERY);
const lotStageSignal = defineSignal<[unknown]>(LOT_STAGE_SIGNAL);

/** One order from one client, from inquiry to closed. Every stage is a function of its own in `stages.ts`. */
export async function engagementWorkflow(input: EngagementInput): Promise<EngagementResult> {
  const { engagementId, engagementKey, siteId } = input;
  const owner = { workflowId: engagementWorkflowId(engagementKey), engagementId, engagementKey, siteId };
  const desk = new Desk<Stage>(owner, engagementKey, 'inquiry', input.commandId);
  const lots = new LotBoard(desk);
  const engagement: Engagement = { ids: input, owner, desk, lots };

  setHandler(stateQuery, () => ({ stage: desk.currentStage(), version: desk.currentVersion(), lots: lots.list() }));
  setHandler(lotStageSignal, async (payload) => {
    const report = readLotStage(payload);
    if (report) await lots.report(report);
  });
  setHandler(openedUpdate, async () => {
    await condition(() => desk.currentVersion() > 0);
    await desk.step();
    return { engagementId, engagementKey };
  });

  if ((await inquiry(engagement)) === 'declined') return end(engagement, 'declined');
  await requirements(engagement);
  await decomposition(engagement);
  await teamAssembly(engagement);
  await production(engagement);
  await delivery(engagement);
  await closing(engagement);
  return end(engagement, 'closed');
}

async function end({ desk }: Engagement, stage: EngagementResult['stage']): Promise<EngagementResult> {
  await desk.finish(stage);
  return { stage, decisions: desk.decisionCount() };
}
