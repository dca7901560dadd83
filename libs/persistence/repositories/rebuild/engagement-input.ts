import type { Journal } from '@kado/contracts/carry';
import {
  type EngagementCarry,
  type EngagementIds,
  type EngagementInput,
  engagementWorkflowId,
  type SideStory,
} from '@kado/contracts/engagement';
import { type ChapterName, chapterOf, isFinal, type Stage, stageOfLots } from '@kado/domain/lifecycle';
import type { Tx } from '../../database';
import { type Board, readBoard } from './board';
import { REBUILT_CHANGES } from './changes';
import { readSides } from './sides';
import { readStory, type StorySoFar } from './story-so-far';
import { clockPoints, journalOf, readTasks, type TaskRow, taskStates } from './tasks';

export interface EngagementHead extends EngagementIds {
  stage: Stage;
  heldStage: Stage | null;
  heldSince: Date | null;
  version: number;
  commandId: string | null;
}

/** The row by which an engagement is started again; locked, so that nothing is written while it is read. */
export function readHead(tx: Tx, engagementKey: string): Promise<EngagementHead | undefined> {
  return tx.one<EngagementHead>(
    `select e.id as "engagementId", e.key as "engagementKey", e.site_id as "siteId", s.code as "siteCode", c.code as "clientCode",
            e.stage, e.held_stage as "heldStage", e.held_since as "heldSince", e.step_version as version,
            (select m.id from command m where m.engagement_id = e.id order by m.created_at limit 1) as "commandId"
       from engagement e join site s on s.id = e.site_id join client c on c.id = e.client_id
      where e.key = $1 for update of e`,
    [engagementKey],
  );
}

export const idsOf = (head: EngagementHead): EngagementIds => {
  const { engagementId, engagementKey, siteId, siteCode, clientCode } = head;
  return { engagementId, engagementKey, siteId, siteCode, clientCode };
};

/**
 * The input with which an engagement goes on from its rows alone. Its chapter is told again from the beginning: answers are
 * found by the journal keys of the tasks, effects are run again, which finds them done. Undefined where nothing is told any
 * more.
 */
export async function rebuildEngagement(tx: Tx, engagementKey: string): Promise<EngagementInput | undefined> {
  const head = await readHead(tx, engagementKey);
  if (!head || isFinal(head.stage)) return undefined;
  const chapter = chapterOf(head.heldStage ?? head.stage);
  if (chapter === undefined) return undefined;
  const tasks = await readTasks(tx, engagementWorkflowId(engagementKey));
  const story = await readStory(tx, head.engagementId);
  const board = await readBoard(tx, head.engagementId, chapter);
  // A cancelling has left them all.
  const sides = chapter === 'cancelling' ? [] : await readSides(tx, head.engagementId, tasks);
  const carry = carryOf({ head, chapter, tasks, story, board, sides });
  return { ...idsOf(head), commandId: head.commandId ?? head.engagementId, carry };
}

interface Parts {
  head: EngagementHead;
  chapter: ChapterName;
  tasks: TaskRow[];
  story: StorySoFar;
  board: Board;
  sides: SideStory[];
}

function carryOf({ head, chapter, tasks, story, board, sides }: Parts): EngagementCarry {
  const { reached, chapterBegan, endsAs, bareEnd, commands } = story;
  const heldSince = head.heldSince?.toISOString();
  const pauses = (task: TaskRow): string[] => [
    ...(heldSince === undefined ? [] : ['hold']),
    ...sides.filter(({ kind, about }) => kind === 'question' && about.taskId === task.id).map(({ name }) => name),
  ];
  const journals: Record<string, Journal> = {
    [chapter]: { ...journalOf(tasks, chapter, chapterBegan), ...startsOf(chapter, board) },
  };
  for (const { name } of sides) journals[name] = journalOf(tasks, name);
  return {
    desk: {
      stage: stageOf(head, board),
      round: 1,
      version: head.version,
      held: heldSince === undefined ? null : { since: heldSince },
      tasks: taskStates(tasks, pauses, heldSince),
      points: clockPoints(tasks),
      journals,
      commands,
      changes: { ...REBUILT_CHANGES },
      filters: '',
    },
    chapter,
    reached: reached.includes(chapter) ? reached : [...reached, chapter],
    board: board.carry,
    sides,
    endsAs,
    bareEnd,
  };
}

/** Lots may have moved while nobody heard them: where they decide the stage, and one is at work, it is theirs. */
function stageOf({ heldStage, stage }: EngagementHead, { carry: { lots, lotsDecide } }: Board): Stage {
  const stages = lots.map((lot) => lot.stage);
  const isAtWork = stages.some((one) => one === 'production' || one === 'quality');
  return lotsDecide && isAtWork ? stageOfLots(stages) : (heldStage ?? stage);
}

/**
 * The one effect that its repetition would do twice: a pilot that has ended would be started again. One that should run and
 * does not is started from its own rows.
 */
function startsOf(chapter: ChapterName, { pilotLotId }: Board): Journal {
  if (chapter !== 'requirements' || pilotLotId === undefined) return {};
  return { 'effect:form_pilot#1': { result: { lotId: pilotLotId } }, 'effect:start_pilot#1': { result: null } };
}
