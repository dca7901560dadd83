import { ROLES } from '@kado/domain/roles';
import { z } from 'zod';
import { uuid } from './common';

export const ClientItem = z
  .object({ id: uuid, code: z.string(), name: z.string(), kind: z.enum(['company', 'municipality']) })
  .meta({ id: 'ClientItem' });

export const PersonItem = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    kana: z.string(),
    municipality: z.string(),
    journey: z.string(),
    roles: z.array(z.enum(ROLES)),
    skills: z.array(z.object({ skill: z.string(), level: z.number().int() })),
    hoursPerWeek: z.number(),
    ceilingHoursPerWeek: z.number(),
    wishedMinimumHours: z.number(),
  })
  .meta({ id: 'PersonItem' });
