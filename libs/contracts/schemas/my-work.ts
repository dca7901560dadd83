import { STAGES } from '@kado/domain/lifecycle';
import { z } from 'zod';
import { instant, PersonRef, uuid, Words } from './common';
import { Purpose } from './work-items';

const count = z.int().min(0);

/** What a teleworker's day holds in one engagement. */
export const MyWork = z
  .object({
    engagement: z.object({ id: uuid, key: z.string(), title: z.string(), stage: z.enum(STAGES) }),
    answerKind: z.enum(['digit', 'text']).describe('How its items are answered.'),
    purpose: Purpose.describe('The work that is given out in this stage.'),
    available: count.describe('Items I could take now, counted up to 1,000; 0 while a gate is closed.'),
    held: count,
    leaseUntil: instant.nullable().describe('When the first of what I hold goes back.'),
    returned: count.describe('Came back to me to be mended.'),
    submittedToday: count.describe('By the date in Japan.'),
    acceptedThisWeek: count.describe('Since Monday in Japan.'),
    manualToAcknowledge: z.int().nullable(),
    termsNotice: z.boolean().describe('The notice of the present terms is on file.'),
    trainingGate: z.boolean(),
    closed: z
      .object({ code: z.string(), reason: Words, fix: Words })
      .nullable()
      .describe('Why I cannot take work now, and what I can do about it; null where I can.'),
    hourlyYen: z.int(),
    hoursPerWeek: z.number(),
    deadline: z.string().nullable().describe('The day of the delivery, in Japan.'),
    leaders: z.array(PersonRef).describe('Whom to ask.'),
  })
  .meta({ id: 'MyWork' });
export type MyWork = z.infer<typeof MyWork>;

export const MyWorkList = z
  .object({
    today: z.string().describe('The date in Japan.'),
    hoursThisWeek: z.number(),
    ceilingHoursPerWeek: z.number(),
    items: z.array(MyWork).describe('Engagements that go on, nearest deadline first.'),
  })
  .meta({ id: 'MyWorkList' });
export type MyWorkList = z.infer<typeof MyWorkList>;
