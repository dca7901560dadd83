import { z } from 'zod';
import { instant, uuid } from './common';

/** Long work that was accepted and is not finished yet. */
export const OperationState = z
  .object({
    id: uuid,
    kind: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    done: z.number().int(),
    total: z.number().int(),
    result: z.unknown().nullable(),
    error: z.unknown().nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Operation' });
