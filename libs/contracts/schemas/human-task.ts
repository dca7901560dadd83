import { CLOCK_CODES } from '@kado/domain/clock-codes';
import { LOT_STAGES, STAGES } from '@kado/domain/lifecycle';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { HolderAbsence, instant, PersonRef, prose, uuid, Words } from './common';
import { HUMAN_TASK_KIND } from './engagement';

const INT4 = 2_147_483_647;

/** Versions, counts and the like: they travel through the engine, so never words. */
const DecisionData = z
  .record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,49}$/),
    z.union([z.string().max(200), z.number().min(-INT4).max(INT4), z.boolean()]),
  )
  .refine((data) => Object.keys(data).length <= 20, 'too_many|20項目までです。|At most 20 entries.');

export const CompleteHumanTask = z
  .strictObject({
    outcome: z.string().min(1).max(50),
    reason: prose(4_000).optional(),
    data: DecisionData.optional(),
  })
  .meta({ id: 'CompleteHumanTask' });

export const DelegateHumanTask = z
  .strictObject({ personId: uuid.describe('Somebody who may decide this.'), reason: prose(4_000).optional() })
  .meta({ id: 'DelegateHumanTask' });

export const ForwardHumanTask = z
  .strictObject({
    personId: uuid.optional().describe('Somebody who may decide this; left out: back to everybody who may.'),
    reason: prose(4_000).min(1),
  })
  .meta({ id: 'ForwardHumanTask' });

export const TakeOverHumanTask = z.strictObject({ reason: prose(4_000).min(1) }).meta({ id: 'TakeOverHumanTask' });

export const RescheduleHumanTask = z
  .strictObject({ dueAt: instant.describe('The new due time; lies in the future.'), reason: prose(4_000).min(1) })
  .meta({ id: 'RescheduleHumanTask' });

export const DecisionAnswer = z
  .object({
    taskId: z.string(),
    outcome: z.string(),
    stage: z.enum([...new Set([...STAGES, ...LOT_STAGES])] as [string, ...string[]]),
    version: z.number().int(),
    at: instant,
  })
  .meta({ id: 'DecisionAnswer' });

export const HumanTask = z
  .object({
    id: z.string(),
    kind: HUMAN_TASK_KIND,
    nameJa: z.string(),
    nameEn: z.string(),
    label: Words.nullable().describe(
      'Which one, where several of a kind may be open: a delivery, a change, an effect.',
    ),
    subject: z.record(z.string(), z.union([z.string(), z.number()])).describe('The same as codes and numbers.'),
    role: z.enum(ROLES),
    escalatedTo: z.array(z.enum(ROLES)).describe('Roles that may decide too, since the term ran out.'),
    waitsFor: z.enum(['kado', 'client']),
    status: z.enum(['open', 'completed', 'cancelled']),
    since: instant,
    dueAt: instant,
    pausedAt: instant.nullable().describe('Its clocks stand still since then: on hold, or while the client answers.'),
    clocks: z
      .array(z.object({ code: z.enum(CLOCK_CODES), at: instant, name: Words }))
      .describe('What strikes next, nearest first; as they stood when they stopped where they stand still.'),
    claimedBy: PersonRef.nullable(),
    claimedAt: instant.nullable(),
    holderAbsence: HolderAbsence,
    ownerId: uuid.nullable().describe('Who passed it on, and may take it back.'),
    outcomes: z.array(z.string()),
    byClock: z.array(z.string()).describe('Outcomes that no person gives: a clock does.'),
    reasonFor: z.array(z.string()).describe('Outcomes that need a written reason.'),
    outcome: z.string().nullable(),
    decidedBy: PersonRef.nullable(),
    decidedVia: z.enum(['api', 'signal', 'clock', 'ops']).nullable(),
    decidedAt: instant.nullable(),
    mayDecide: z.boolean().describe('By role, scope and four eyes, I am one of those who may decide this.'),
    obstacle: z
      .enum(['four_eyes', 'role', 'on_hold'])
      .nullable()
      .describe('Why I may not decide an open one: I wrote it, it is for another role, the engagement is on hold.'),
    engagement: z.object({ id: uuid, key: z.string(), title: z.string() }),
    lot: z.object({ id: uuid, key: z.string(), lotNo: z.number().int() }).nullable(),
  })
  .meta({ id: 'HumanTask' });

export const Decider = PersonRef.extend({
  kana: z.string(),
  roles: z.array(z.enum(ROLES)).describe('Those of their roles that decide it.'),
  isPeer: z.boolean().describe('Holds the role in which I act: it can be lent to them.'),
  isAbsent: z.boolean().describe('Away today: nothing can be handed to them.'),
}).meta({ id: 'Decider' });

export const Deciders = z.object({ items: z.array(Decider) }).meta({ id: 'Deciders' });

const urgency = {
  total: z.int(),
  overdue: z.int(),
  dueToday: z.int().describe('Still to come today, by the date in Japan.'),
  dueNextBusinessDay: z.int().describe('After today, until the end of the next business day.'),
};

export const HumanTaskSummary = z
  .object({
    at: instant,
    today: z.string().describe('The date in Japan.'),
    nextBusinessDay: z.string(),
    waitingForMe: z.object({ ...urgency, claimed: z.int() }).describe('I may decide it and nobody else has it.'),
    waitingForOthers: z
      .object({ ...urgency, client: z.int(), kado: z.int() })
      .describe('What I see and others have to decide: people of the client, people of KADO.'),
    paused: z.int().describe('Stands still: on hold, or while the client answers. Counted nowhere else.'),
  })
  .meta({ id: 'HumanTaskSummary' });
export type HumanTaskSummary = z.infer<typeof HumanTaskSummary>;

export const CompleteHumanTasks = z
  .strictObject({
    items: z
      .array(CompleteHumanTask.extend({ taskId: z.string().min(1).max(100) }))
      .min(1)
      .max(50)
      .refine(
        (items) => new Set(items.map(({ taskId }) => taskId)).size === items.length,
        'duplicate_task|同じ判断が2度あります。|A task is named twice.',
      ),
  })
  .meta({ id: 'CompleteHumanTasks' });

/** One entry for each task, in the order asked; `status` as each alone would have answered. */
export const CompletedHumanTasks = z
  .object({
    results: z.array(
      z.object({
        taskId: z.string(),
        status: z.int(),
        answer: z.unknown().describe('The receipt (200), the operation (202), or the problem.'),
      }),
    ),
  })
  .meta({ id: 'CompletedHumanTasks' });
