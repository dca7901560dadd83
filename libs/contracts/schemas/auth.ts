import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { PersonRef, uuid } from './common';

export const TokenRequest = z
  .strictObject({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) })
  .meta({ id: 'TokenRequest' });

export const TokenAnswer = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.number().int().describe('Seconds.'),
    person: z.object({ id: uuid, name: z.string(), roles: z.array(z.enum(ROLES)) }),
  })
  .meta({ id: 'TokenAnswer' });

export const Me = z
  .object({
    person: PersonRef,
    login: z.string(),
    locale: z.enum(['ja', 'en']),
    roles: z.array(
      z.object({
        role: z.enum(ROLES),
        site: z.object({ id: uuid, code: z.string(), name: z.string() }),
        client: z.object({ id: uuid, code: z.string(), name: z.string() }).nullable(),
      }),
    ),
    memberships: z.array(
      z.object({
        engagement: z.object({ id: uuid, key: z.string(), title: z.string() }),
        role: z.enum(ROLES),
        purpose: z.enum(['pilot', 'team']),
        hoursPerWeek: z.number(),
      }),
    ),
  })
  .meta({ id: 'Me' });
