import { z } from 'zod';
import { businessDate, instant, PersonRef, uuid } from './common';

/** No reason is asked for: why somebody is away is their own affair. */
export const DeclareAbsence = z
  .strictObject({
    personId: uuid
      .optional()
      .describe('Myself where left out; managers and coordinators declare for people of their site.'),
    firstDay: businessDate,
    lastDay: businessDate.optional().describe('Open ended where left out.'),
    coverId: uuid.optional().describe('Who stands in where they may; anybody of the role where left out.'),
  })
  .refine(
    ({ firstDay, lastDay }) => lastDay === undefined || lastDay >= firstDay,
    'ends_before_begin|最終日が開始日より前です。|The last day lies before the first.',
  )
  .meta({ id: 'DeclareAbsence' });

const passed = z.array(
  z.object({ taskId: z.string(), kind: z.string(), engagementKey: z.string(), to: uuid.nullable() }),
);

export const Absence = z
  .object({
    id: uuid,
    person: PersonRef,
    firstDay: businessDate,
    lastDay: businessDate.nullable(),
    cover: PersonRef.nullable(),
    createdAt: instant,
    endedAt: instant.nullable(),
    passed: passed.optional().describe('Human tasks that passed on at once, because it is today.'),
  })
  .meta({ id: 'Absence' });

export const PassedTasks = passed;
