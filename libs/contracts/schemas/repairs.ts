import { CHAPTERS, STAGES } from '@kado/domain/lifecycle';
import { DIFFERENCE_KINDS } from '@kado/domain/reconciliation';
import { z } from 'zod';
import { instant, Words } from './common';
import { HUMAN_TASK_KIND } from './engagement';
import { plainText } from './fields';

const reason = plainText(1, 4_000).trim().min(1).describe('Why: kept in the audit log.');
const taskId = plainText(1, 100).describe('Of the engagement or of one of its lots.');

export const RetryEffects = z
  .strictObject({ reason, taskId: taskId.optional().describe('One of several; all open ones where it is left out.') })
  .meta({ id: 'RetryEffects' });

export const SkipTask = z.strictObject({ taskId, reason }).meta({ id: 'SkipTask' });

export const ResetStage = z
  .strictObject({ stage: z.enum(CHAPTERS.filter((chapter) => chapter !== 'cancelling')), reason })
  .meta({ id: 'ResetStage' });

export const TerminateEngagement = z
  .strictObject({
    reason,
    force: z
      .boolean()
      .default(false)
      .describe('Also where no execution takes the command any more: ends it at the server and cleans up in the rows.'),
  })
  .meta({ id: 'TerminateEngagement' });

export const ResyncProjection = z
  .strictObject({ reason: reason.optional(), lotNo: z.int().min(0).max(10_000).optional() })
  .meta({ id: 'ResyncProjection' });

export const HandOverRun = z.strictObject({ reason: reason.optional() }).meta({ id: 'HandOverRun' });

export const CommandAnswer = z
  .object({ command: z.string(), stage: z.string(), version: z.int(), at: instant })
  .meta({ id: 'CommandAnswer' });

const effects = z.array(z.object({ taskId: z.string(), effect: z.string() }));
export const RetryAnswer = z.object({ retried: effects }).meta({ id: 'RetryAnswer' });

export const SkipAnswer = z
  .union([
    CommandAnswer.describe('A human task was skipped.'),
    z.object({ skipped: effects }).describe('An effect was.'),
  ])
  .meta({ id: 'SkipAnswer' });

const FailingActivity = z.object({ activity: z.string(), attempt: z.int(), lastFailure: z.string().nullable() });

export const Repairs = z
  .object({
    engagementKey: z.string(),
    stage: z.enum(STAGES),
    tasks: z
      .array(
        z.object({
          taskId: z.string(),
          lotNo: z.int().nullable(),
          effect: z.string(),
          skippable: z.boolean(),
          since: instant,
          dueAt: instant,
        }),
      )
      .describe('Effects that failed for long and ask for a repair.'),
    skippable: z
      .array(z.object({ taskId: z.string(), kind: HUMAN_TASK_KIND, name: Words }))
      .describe('Open human tasks that may be skipped.'),
    resetTo: z.array(z.enum(CHAPTERS)).describe('Where it may be sent back to.'),
    executions: z
      .array(
        z.object({
          workflowId: z.string(),
          lotNo: z.int().nullable(),
          status: z.string().describe('As the engine says it; `missing` where it knows none.'),
          runs: z.int(),
          historyLength: z.int(),
          startedAt: instant.nullable(),
          failingActivities: z.array(FailingActivity),
          failingWorkflowTask: z.object({ attempt: z.int(), lastFailure: z.string().nullable() }).nullable(),
        }),
      )
      .nullable()
      .describe('Of the engagement and of its lots at work; null while Temporal is away.'),
  })
  .meta({ id: 'Repairs' });

const DifferenceShape = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  engagementKey: z.string().nullable(),
  lotNo: z.int().nullable(),
  detail: Words,
  mend: z
    .enum(['start_from_rows', 'terminate', 'resync', 'none'])
    .describe('What mending does; none: it is said only.'),
});
export const Difference = DifferenceShape.meta({ id: 'Difference' });

const findings = {
  checkedAt: instant,
  engagements: z.int(),
  executions: z.int(),
  workerPolling: z
    .boolean()
    .describe('Without a worker nobody answers for an execution: projections are not compared.'),
  differences: z.array(Difference),
};

export const Reconciliation = z.object(findings).meta({ id: 'Reconciliation' });

export const MendDifferences = z
  .strictObject({
    mend: z.literal(true),
    reason,
    only: z.array(plainText(1, 100)).min(1).max(500).optional().describe('Keys of engagements; all where left out.'),
  })
  .meta({ id: 'MendDifferences' });

export const MendedReconciliation = z
  .object({
    ...findings,
    mended: z.array(
      DifferenceShape.extend({ done: z.boolean(), note: Words.nullable().describe('Why it was not done.') }),
    ),
  })
  .meta({ id: 'MendedReconciliation' });
