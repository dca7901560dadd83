import { HUMAN_TASK_KINDS, type HumanTaskKind } from '@kado/domain/human-tasks';
import { STAGES } from '@kado/domain/lifecycle';
import { WORK_CATEGORIES } from '@kado/domain/requirements';
import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { businessDate, instant, line, PersonRef, prose, uuid } from './common';

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
  heldStage: z.enum(STAGES).nullable().describe('On hold: the stage underneath.'),
  heldSince: instant.nullable(),
  waitingFor: z.array(z.enum(ROLES)).describe('Roles of the open human tasks.'),
  nextDueAt: instant.nullable(),
  deliveryDue: businessDate.nullable().describe('As wished when the order came in.'),
  agreedDue: businessDate.nullable().describe('Of the clauses that the client has signed last; null before.'),
  createdAt: instant,
  closedAt: instant.nullable(),
};

const count = z.int().min(0);
const Link = z.object({ id: uuid, key: z.string(), stage: z.enum(STAGES) });

export const EngagementItem = z.object(summary).meta({ id: 'EngagementItem' });

export const Engagement = z
  .object({
    ...summary,
    description: z.string(),
    lots: z
      .object({
        total: count,
        production: count,
        quality: count,
        released: count,
        delivered: count,
        accepted: count,
        cancelled: count,
      })
      .describe('Production lots by stage; `delivered` are with the client, `accepted` accepted by the client.'),
    deliveries: z.object({ total: count, built: count, sent: count, accepted: count, rejected: count }),
    reopens: Link.nullable().describe('The engagement that this one goes on from.'),
    reopenedAs: z.array(Link).describe('Engagements that go on from this one.'),
    myRoles: z.array(z.enum(ROLES)).describe('Roles that I hold here: what else I may do is in `x-kado-policy`.'),
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
