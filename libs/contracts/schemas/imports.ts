import { z } from 'zod';
import { Purpose } from './work-items';

/** Fields of the multipart form beside its files; a form knows only text. */
export const ImportFields = z
  .strictObject({ purpose: Purpose, passes: z.coerce.number().int().min(1).max(20).optional() })
  .refine(({ purpose, passes }) => purpose === 'pilot' || passes === undefined || passes === 1, {
    error: 'passes_only_for_pilot|複数回の作業はパイロットだけです。|Only a pilot has several passes.',
    path: ['passes'],
  })
  .meta({ id: 'ImportFields' });
export type ImportFields = z.infer<typeof ImportFields>;
export const ImportQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });

export const ImportResult = z
  .object({ items: z.int(), gold: z.int(), dryRun: z.boolean() })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof ImportResult>;
