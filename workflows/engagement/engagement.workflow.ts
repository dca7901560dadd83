import {
  ENGAGEMENT_STATE_QUERY,
  type EngagementInput,
  type EngagementResult,
  type EngagementState,
  LOT_STAGE_SIGNAL,
  OPENED_UPDATE,
  type OpenedReceipt,
} from '@kado/contracts/engagement';
import { type ChapterName, isFinal } from '@kado/domain/lifecycle';
import { condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { Interruption } from '../shared/chapter';
import { handOver } from '../shared/hand-over';
import { readLotStage } from '../shared/lot-signals';
import { cancelling } from './cancelling';
import { openEngagementDoor } from './commands';
import { Engagement, type Next } from './engagement';
import { production } from './production';
import { tellSide } from './sides';
import { closing, decomposition, inquiry, requirements, type Tell, teamAssembly } from './stages';

const openedUpdate = defineUpdate<OpenedReceipt>(OPENED_UPDATE);
const stateQuery = defineQuery<EngagementState>(ENGAGEMENT_STATE_QUERY);
const lotStageSignal = defineSignal<[unknown]>(LOT_STAGE_SIGNAL);

/** The story of an engagement; each chapter says which one follows. */
const STORY: Record<ChapterName, Tell> = {
  inquiry,
  requirements,
  decomposition,
  team_assembly: teamAssembly,
  production,
  closing,
  cancelling,
};

/** One order from one client, from inquiry to its end, over as many runs as it takes. */
export async function engagementWorkflow(input: EngagementInput): Promise<EngagementResult> {
  const engagement = new Engagement(input);
  const { ids, desk, lots } = engagement;

  setHandler(stateQuery, () => ({
    stage: desk.shownStage(),
    version: desk.currentVersion(),
    lots: lots.list(),
    chapter: engagement.chapter?.name as ChapterName | undefined,
    sides: engagement.sides.map((side) => side.name),
    held: desk.heldSince(),
  }));
  setHandler(lotStageSignal, async (payload) => {
    const report = readLotStage(payload);
    if (report) await lots.report(report);
  });
  setHandler(openedUpdate, async () => {
    await condition(() => desk.currentVersion() > 0);
    await desk.step();
    return { engagementId: ids.engagementId, engagementKey: ids.engagementKey };
  });
  openEngagementDoor(engagement);

  return Promise.race([
    tell(engagement),
    handOver(input, {
      isDue: () => engagement.handOverAsked,
      isQuiet: () => engagement.mayHandOver(),
      next: () => ({ ...input, carry: engagement.carry() }),
    }),
  ]);
}

async function tell(engagement: Engagement): Promise<EngagementResult> {
  const { desk, input } = engagement;
  for (const side of [...engagement.sides]) void tellSide(engagement, side);
  let next: Next = input.carry?.chapter ?? 'inquiry';
  for (let isCarried = input.carry !== undefined; !isFinal(next); isCarried = false) {
    if (!isCarried) desk.enter(next);
    next = await tellChapter(engagement, next);
  }
  engagement.leaveSides();
  await desk.finish(next);
  return { stage: next, decisions: desk.book.decisions().length };
}

async function tellChapter(engagement: Engagement, name: ChapterName): Promise<Next> {
  const chapter = engagement.begin(name);
  try {
    return await STORY[name](engagement, chapter);
  } catch (error) {
    if (error instanceof Interruption) return error.to as Next;
    throw error;
  } finally {
    engagement.end(name);
  }
}
