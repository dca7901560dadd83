import { z } from 'zod';
import { instant, uuid, Words } from './common';

export const Notice = z
  .object({
    id: uuid,
    kind: z.string(),
    text: Words,
    engagementKey: z.string().nullable(),
    taskId: z.string().nullable(),
    at: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notice' });

export const NoticesRead = z.object({ read: z.int() }).meta({ id: 'NoticesRead' });
