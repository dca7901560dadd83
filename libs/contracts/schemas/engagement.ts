import { HUMAN_TASK_KINDS, type HumanTaskKind } from '@kado/domain/human-tasks';
import { STAGES } from '@kado/domain/lifecycle';
import { WORK_CATEGORIES } from '@kado/domain/requirements';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { businessDate, instant, line, PersonRef, prose, uuid, Words } from './common';

export const HUMAN_TASK_KIND = z.enum(Object.keys(HUMAN_TASK_KINDS) as [HumanTaskKind, ...HumanTaskKind[]]);

export const StartEngagement = z
  .strictObject({
    clientId: uuid,
    title: line(200),
    description: prose(10_000).optional(),
    category: z.enum(WORK_CATEGORIES),
    deliveryDue: businessDate.optional(),
  })
  .meta({ id: 'StartEngagement' });

/** JSON Merge Patch: null takes the date away. */
export const UpdateEngagement = z
  .strictObject({
    title: line(200).optional(),
    description: prose(10_000).optional(),
    deliveryDue: businessDate.nullable().optional(),
  })
  .meta({ id: 'UpdateEngagement' });

const summary = {
  id: uuid,
  key: z.string().describe('Human key, such as KADO-2026-0001; also the Temporal workflow id after `engagement:`.'),
  title: z.string(),
  client: z.object({ id: uuid, code: z.string(), name: z.string() }),
  category: z.enum(WORK_CATEGORIES),
  stage: z.enum(STAGES),
  stageSince: instant,
  waitingFor: z.array(z.enum(ROLES)).describe('Roles of the open human tasks.'),
  nextDueAt: instant.nullable(),
  deliveryDue: businessDate.nullable(),
  createdAt: instant,
  closedAt: instant.nullable(),
};

export const EngagementItem = z.object(summary).meta({ id: 'EngagementItem' });

export const Engagement = z
  .object({
    ...summary,
    description: z.string(),
    lots: z.object({
      total: z.number().int(),
      production: z.number().int(),
      quality: z.number().int(),
      released: z.number().int(),
    }),
    members: z
      .array(z.object({ person: PersonRef, role: z.enum(ROLES), purpose: z.enum(['pilot', 'team']) }))
      .optional()
      .describe('Not for people of the client.'),
    temporalUrl: z.url().optional().describe('For ops only.'),
    engine: z
      .object({ executions: z.int().min(0), events: z.int().min(0) })
      .nullable()
      .optional()
      .describe(
        'Workflow executions of this engagement and the events in their histories; null while Temporal is away. For ops only.',
      ),
  })
  .meta({ id: 'Engagement' });

export const TimelineItem = z
  .object({
    id: z.string(),
    at: instant,
    actor: PersonRef.nullable(),
    role: z.enum(ROLES).nullable(),
    via: z.enum(['api', 'signal', 'workflow', 'system']),
    operation: z.string(),
    entity: z.string(),
    entityId: z.string(),
    textJa: z.string(),
    textEn: z.string(),
    reason: z.string().optional(),
  })
  .meta({ id: 'TimelineItem' });

export const Waiting = z
  .object({
    engagementKey: z.string(),
    stage: z.enum(STAGES),
    waiting: z.array(
      z.object({
        taskId: z.string(),
        kind: HUMAN_TASK_KIND,
        role: z.enum(ROLES),
        waitsFor: z.enum(['kado', 'client']),
        since: instant,
        dueAt: instant,
        who: PersonRef.nullable().describe('Who has claimed it.'),
        nextStep: Words,
      }),
    ),
  })
  .meta({ id: 'Waiting' });
