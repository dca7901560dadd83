import { LOT_STAGES, STAGES } from '@kado/domain/lifecycle';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { HolderAbsence, instant, PersonRef, Words } from './common';
import { HUMAN_TASK_KIND } from './engagement';

/** What every entry says: what is waited for, by whom, since when, until when, and what comes next. */
const entry = {
  what: Words,
  role: z.enum(ROLES).nullable().describe('Null where nobody is asked: the work or the system goes on.'),
  who: PersonRef.nullable().describe('Who has claimed it, or who did it.'),
  since: instant.nullable(),
  until: instant.nullable(),
  pausedAt: instant.nullable().describe('The clock stands still since then.'),
  nextStep: Words,
};

export const WaitingTask = z
  .object({
    taskId: z.string(),
    kind: HUMAN_TASK_KIND,
    lotNo: z.int().nullable(),
    waitsFor: z.enum(['kado', 'client']),
    escalatedTo: z.array(z.enum(ROLES)),
    dueAt: instant,
    ...entry,
    claimedAt: instant.nullable().describe('Since when `who` has it.'),
    holderAbsence: HolderAbsence,
    role: z.enum(ROLES),
    since: instant,
  })
  .meta({ id: 'WaitingTask' });
export type WaitingTask = z.output<typeof WaitingTask>;

const Facts = z.object({
  /** `hold` and `end` */
  stage: z.enum(STAGES).optional(),
  outcome: z.enum(STAGES).optional(),
  reason: z.string().optional(),
  stoppedTasks: z.array(z.string()).optional(),
  reopenedAs: z.array(z.string()).optional(),
  /** `lot` */
  lotNo: z.int().optional(),
  lotStage: z.enum(LOT_STAGES).optional(),
  round: z.int().optional(),
  open: z.int().optional(),
  total: z.int().optional(),
  lastActivityAt: instant.nullable().optional(),
  /** `delivery` */
  deliveryNo: z.int().optional(),
  items: z.int().optional(),
  rejectedItems: z.int().optional(),
  /** `effect` and `step` */
  effect: z.string().optional(),
  taskId: z.string().optional(),
  step: z.string().optional(),
});

export const WAITING_CAUSES = ['hold', 'lot', 'delivery', 'effect', 'step', 'system', 'end'] as const;

export const WaitingCause = z
  .object({ type: z.enum(WAITING_CAUSES), ...entry, facts: Facts })
  .meta({ id: 'WaitingCause' });
export type WaitingCause = z.output<typeof WaitingCause>;

export const Waiting = z
  .object({
    engagementKey: z.string(),
    stage: z.enum(STAGES),
    summary: Words.describe('Why the engagement stands where it stands, in one sentence.'),
    waiting: z.array(WaitingTask).describe('People who are asked.'),
    causes: z
      .array(WaitingCause)
      .describe('What else it waits for: a hold, lots at work, items with the client, a failing effect, steps left.'),
  })
  .meta({ id: 'Waiting' });
export type Waiting = z.output<typeof Waiting>;
