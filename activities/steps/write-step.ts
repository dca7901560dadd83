import type { StepInput, StepResult } from '@kado/contracts/activities';
import { clockPoints, dueAt as dueAfter } from '@kado/domain/calendar';
import { kindSpec } from '@kado/domain/human-tasks';
import { isFinal, type Stage } from '@kado/domain/lifecycle';
import type { Tx } from '@kado/persistence/database';
import { refuse } from '../shared/failures';
import { applyEffect } from './effects';
import { openEngagement } from './open-engagement';

/**
 * One step in one transaction: the version guard, the decisions with their effects on documents, the new human tasks,
 * the stage. Local activities run at least once: a step whose version is already there changes nothing and answers the
 * same due instants again.
 */
export async function writeStep(tx: Tx, input: StepInput): Promise<StepResult> {
  const before = await claimVersion(tx, input);
  if (before !== 'written') {
    // A decision may be faster than the step that writes its human task: opened after it, the task would stay open.
    const decided = new Set(input.decided.map((decision) => decision.taskId));
    for (const wait of input.opened) if (decided.has(wait.taskId)) await openTask(tx, input, wait);
    for (const decision of input.decided) {
      await closeTask(tx, input, decision);
      await applyEffect(tx, input.owner, decision);
    }
    for (const wait of input.opened) if (!decided.has(wait.taskId)) await openTask(tx, input, wait);
    if (before.stage !== input.stage) await recordStage(tx, input, before.stage);
  }
  return { due: await dueInstants(tx, input) };
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
              row_version = row_version + 1, closed_at = case when $5 then $3::timestamptz end where id = $1`,
      [id, input.stage, input.at, version, isFinal(input.stage as Stage)],
    );
  } else {
    await tx.rows(
      `update lot set stage = $2, round = greatest(round, $3), step_version = $4,
              released_at = case when $2 = 'released' then $5::timestamptz end where id = $1`,
      [id, input.stage, input.round ?? 1, version, input.at],
    );
  }
  return { stage: row.stage };
}

async function closeTask(tx: Tx, input: StepInput, decision: StepInput['decided'][number]): Promise<void> {
  const { owner } = input;
  await tx.rows(
    `update human_task set status = 'completed', outcome = $2, data = $3, reason_id = $4, decided_by = $5, decided_via = $6,
            decided_at = $7, row_version = row_version + 1 where id = $1 and status = 'open'`,
    [
      decision.taskId,
      decision.outcome,
      JSON.stringify(decision.data),
      decision.reasonId ?? null,
      decision.actorId,
      decision.via,
      decision.at,
    ],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: decision.actorId,
    actorRole: kindSpec(decision.kind).role,
    // A signal names its actor, it does not prove one: the audit says so for ever.
    via: decision.via,
    operation: 'humanTasks.complete',
    entity: 'human_task',
    entityId: decision.taskId,
    after: {
      kind: decision.kind,
      outcome: decision.outcome,
      data: decision.data,
      ...(decision.via === 'signal' && { identity: 'claimed' }),
    },
    reasonId: decision.reasonId,
    traceId: decision.traceId,
  });
}

async function openTask(tx: Tx, input: StepInput, wait: StepInput['opened'][number]): Promise<void> {
  const { owner } = input;
  await tx.rows(
    `insert into human_task (id, site_id, engagement_id, lot_id, workflow_id, kind, role, waits_for, status, excluding, since, due_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8,'open',$9,$10,$11) on conflict (id) do nothing`,
    [
      wait.taskId,
      owner.siteId,
      owner.engagementId,
      owner.lotId ?? null,
      owner.workflowId,
      wait.kind,
      wait.role,
      wait.waitsFor,
      wait.excluding,
      wait.since,
      dueAfter(wait.since, kindSpec(wait.kind).dueBusinessDays),
    ],
  );
  await tx.audit({
    siteId: owner.siteId,
    engagementId: owner.engagementId,
    actorId: null,
    via: 'workflow',
    operation: 'humanTasks.open',
    entity: 'human_task',
    entityId: wait.taskId,
    after: { kind: wait.kind, role: wait.role },
  });
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
    after: { stage: input.stage, ...(isLot && { lotNo: owner.lotNo, round: input.round }) },
  });
}

async function dueInstants(tx: Tx, input: StepInput): Promise<StepResult['due']> {
  if (input.opened.length === 0) return {};
  const rows = await tx.rows<{ id: string; since: Date; due_at: Date }>(
    'select id, since, due_at from human_task where id = any ($1)',
    [input.opened.map((w) => w.taskId)],
  );
  return Object.fromEntries(
    rows.map((row) => {
      const dueAt = row.due_at.toISOString();
      const { at50, at75 } = clockPoints(row.since.toISOString(), dueAt);
      return [row.id, { dueAt, at50, at75 }];
    }),
  );
}
