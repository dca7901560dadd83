import type { StepInput, StepResult } from '@kado/contracts/activities';
import { isFinal, type Stage } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import { withdrawOpenOffers } from '@kado/persistence/repositories/stop-work';
import { carryOut } from '../commands/command-effects';
import { refuse } from '../shared/failures';
import { applyEffect } from './effects';
import { openEngagement } from './open-engagement';
import { pauseTasks, readClocks, resumeTasks } from './task-clocks';
import { closeTask, openTask, withdrawTasks } from './task-rows';

/**
 * One step in one transaction: the version guard, the decisions with their effects on documents, the new human tasks and
 * those taken back, clocks that stop and go on, commands, the stage. Local activities run at least once: a step whose version
 * is already there changes nothing and answers the same due instants again.
 */
export async function writeStep(tx: Tx, input: StepInput): Promise<StepResult> {
  const before = await claimVersion(tx, input);
  if (before !== 'written') {
    await writeTasks(tx, input);
    if (before.stage !== input.stage) await recordStage(tx, input, before.stage);
  }
  return { due: await readClocks(tx, clockedTasks(input)) };
}

async function writeTasks(tx: Tx, input: StepInput): Promise<void> {
  // A decision may be faster than the step that writes its human task: opened after it, the task would stay open.
  const decided = new Set(input.decided.map((decision) => decision.taskId));
  for (const wait of input.opened) if (decided.has(wait.taskId)) await openTask(tx, input, wait);
  for (const decision of input.decided) {
    await closeTask(tx, input, decision);
    await applyEffect(tx, input, decision);
  }
  for (const wait of input.opened) if (!decided.has(wait.taskId)) await openTask(tx, input, wait);
  if (input.withdrawn) await withdrawTasks(tx, input, input.withdrawn);
  if (input.paused) await pauseTasks(tx, input.paused, input.at);
  if (input.resumed) await resumeTasks(tx, input.resumed, input.at);
  for (const command of input.commands ?? []) await carryOut(tx, input, command);
  if (input.owner.lotNo === undefined && isFinal(input.stage as Stage)) await withdrawOpenOffers(tx, input.owner);
}

/** Tasks whose clocks this step sets. */
function clockedTasks({ opened, resumed = [], commands = [] }: StepInput): string[] {
  const moved = commands.flatMap(({ command, data }) => (command === 'reschedule' ? String(data.taskId) : []));
  return [...opened.map((wait) => wait.taskId), ...resumed.map((task) => task.taskId), ...moved];
}

async function claimVersion(tx: Tx, input: StepInput): Promise<{ stage: string | null } | 'written'> {
  const { owner, version } = input;
  if (owner.lotNo === undefined && version === 1) return openEngagement(tx, input);
  const table = owner.lotNo === undefined ? 'engagement' : 'lot';
  const id = owner.lotNo === undefined ? owner.engagementId : owner.lotId;
  const row = await tx.one<{ stage: string; step_version: number }>(
    `select stage, step_version from ${table} where id = $1 for update`,
    [id],
  );
  if (!row) throw refuse('engagement_not_found');
  if (row.step_version >= version) return 'written';
  if (table === 'engagement') {
    await tx.rows(
      `update engagement set stage = $2, stage_since = case when stage = $2 then stage_since else $3 end, step_version = $4,
              row_version = row_version + 1, closed_at = case when $5 then $3::timestamptz end,
              held_stage = $6, held_since = $7, chapter = $8 where id = $1`,
      [
        id,
        input.stage,
        input.at,
        version,
        isFinal(input.stage as Stage),
        input.held?.stage ?? null,
        input.held?.since ?? null,
        input.chapter ?? null,
      ],
    );
  } else {
    await tx.rows(
      // What the client has got meanwhile does not become merely released again.
      `update lot set stage = case when $2 = 'released' and stage in ('delivered', 'accepted', 'cancelled') then stage else $2 end,
              round = greatest(round, $3), step_version = $4,
              released_at = case when $2 = 'released' then $5::timestamptz end where id = $1`,
      [id, input.stage, input.round ?? 1, version, input.at],
    );
  }
  return { stage: row.stage };
}

async function recordStage(tx: Tx, input: StepInput, from: string | null): Promise<void> {
  const { owner } = input;
  const isLot = owner.lotNo !== undefined;
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: isLot ? 'lots.stage' : 'engagements.stage',
    entity: isLot ? 'lot' : 'engagement',
    entityId: isLot ? (owner.lotId as string) : owner.engagementId,
    before: { stage: from },
    after: {
      stage: input.stage,
      ...(isLot && { lotNo: owner.lotNo, round: input.round }),
      ...(!isLot && input.held && { held: input.held.stage }),
    },
  });
}
