import type { Journal } from '@kado/contracts/carry';
import { LOT_READY_SIGNAL, type LotInput, lotWorkflowId, PILOT_LOT_NO } from '@kado/contracts/lot';
import type { LotStage } from '@kado/domain/lifecycle';
import { lotRuns } from '@kado/domain/reconciliation';
import type { Tx } from '../../database';
import { REBUILT_CHANGES } from './changes';
import { type EngagementHead, idsOf, readHead } from './engagement-input';
import { clockPoints, journalOf, readTasks, type TaskRow, taskStates } from './tasks';

interface LotRow {
  id: string;
  lotNo: number;
  stage: LotStage;
  round: number;
  version: number;
  /** Every item of the round is done: nobody will say so again. */
  ready: boolean;
  /** What a refusal sends back has been sent back for this round. */
  reopened: boolean;
}

/** The input with which a lot goes on from its rows alone; undefined where it has ended, or ends with its engagement. */
export async function rebuildLot(tx: Tx, engagementKey: string, lotNo: number): Promise<LotInput | undefined> {
  const head = await readHead(tx, engagementKey);
  const lot = head && (await readLot(tx, head, lotNo));
  if (!head || !lot || head.stage === 'cancelling' || !lotRuns(head, lot)) return undefined;
  const input: LotInput = {
    ...idsOf(head),
    lotId: lot.id,
    lotNo,
    purpose: lotNo === PILOT_LOT_NO ? 'pilot' : 'production',
  };
  // One that has not written its first step has nothing to go on from.
  if (lot.version === 0 && !lot.ready) return { ...input, ...(head.heldSince && { held: true }) };
  const tasks = await readTasks(tx, lotWorkflowId(engagementKey, lotNo));
  return { ...input, carry: carryOf(head, lot, tasks) };
}

function readLot(tx: Tx, { engagementId }: EngagementHead, lotNo: number): Promise<LotRow | undefined> {
  return tx.one<LotRow>(
    `select l.id, l.lot_no as "lotNo", l.stage, l.round, l.step_version as version,
            (l.total > 0 and l.open = 0)
              or exists (select 1 from outbox o where o.key = $3 || ':' || l.key || ':' || l.round) as ready,
            exists (select 1 from audit_log a where a.engagement_id = l.engagement_id and a.entity_id = l.id::text
                       and a.operation in ('lots.screen', 'lots.rework') and (a.after ->> 'round')::int = l.round) as reopened
       from lot l where l.engagement_id = $1 and l.lot_no = $2 for update of l`,
    [engagementId, lotNo, LOT_READY_SIGNAL],
  );
}

function carryOf(head: EngagementHead, lot: LotRow, tasks: readonly TaskRow[]): NonNullable<LotInput['carry']> {
  const heldSince = head.heldSince?.toISOString();
  const sentBack = isBeingSentBack(lot, tasks);
  const round = sentBack ? lot.round - 1 : lot.round;
  const isReady = sentBack || lot.stage === 'quality' || lot.ready;
  const chapter = `round:${round}`;
  // The stage is a round further than the story: what stands between them is not entered again.
  const journal: Journal = sentBack ? { 'effect:enter_quality#1': { result: null } } : {};
  return {
    desk: {
      stage: lot.stage,
      round: lot.round,
      version: lot.version,
      held: heldSince === undefined ? null : { since: heldSince },
      tasks: taskStates(tasks, () => (heldSince === undefined ? [] : ['hold']), heldSince),
      points: clockPoints(tasks),
      journals: { [chapter]: { ...journal, ...journalOf(tasks, chapter) } },
      commands: [],
      changes: { ...REBUILT_CHANGES },
      filters: '',
    },
    round,
    readyRound: isReady ? round : round - 1,
  };
}

/** Refused, in its next round already, and lost before its items went back: the refusal has still to be carried out. */
function isBeingSentBack(lot: LotRow, tasks: readonly TaskRow[]): boolean {
  if (lot.stage !== 'production' || lot.reopened) return false;
  return tasks.some(
    (task) =>
      task.kind === 'decide_lot' &&
      task.chapter === `round:${lot.round - 1}` &&
      (task.outcome === 'refused' || task.outcome === 'rework'),
  );
}
