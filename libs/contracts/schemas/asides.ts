import { z } from 'zod';
import { instant, line, PersonRef, prose, uuid, Words } from './common';
import { HUMAN_TASK_KIND } from './engagement';

const reason = prose(4_000);

/** A command that owes its reason: hold, cancel, lose. */
export const ReasonedCommand = z.strictObject({ reason: reason.min(1) }).meta({ id: 'ReasonedCommand' });

export const ResumeEngagement = z.strictObject({ reason: reason.optional() }).meta({ id: 'ResumeEngagement' });

export const ReopenEngagement = z
  .strictObject({ reason: reason.optional(), title: line(200).optional().describe('Default: the title as it was.') })
  .meta({ id: 'ReopenEngagement' });

export const AskClient = z.strictObject({ text: reason.min(1) }).meta({ id: 'AskClient' });

export const ClientQuestion = z
  .object({
    id: uuid,
    questionNo: z.int(),
    status: z
      .enum(['open', 'answered', 'called', 'dropped'])
      .describe('`called`: answered on the telephone; `dropped`: it needs no answer any more.'),
    question: z.string(),
    answer: z.string().nullable(),
    askedBy: PersonRef.nullable().describe('Not for people of the client.'),
    askedAt: instant,
    answeredBy: PersonRef.nullable().describe('People of the client read names of their own side only.'),
    answeredAt: instant.nullable(),
    task: z
      .object({ id: z.string(), kind: HUMAN_TASK_KIND, name: Words })
      .nullable()
      .describe('The task whose clock stands still until the answer comes.'),
    openTask: z
      .object({ id: z.string(), kind: HUMAN_TASK_KIND, name: Words })
      .nullable()
      .describe('Who answers now: the client, or after the term the manager by telephone.'),
  })
  .meta({ id: 'ClientQuestion' });
export type ClientQuestion = z.output<typeof ClientQuestion>;
