import { z } from 'zod';
import { instant, uuid } from './common';

export const OPERATION_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
export const OPERATION_PHASES = ['storing', 'writing'] as const;

/** The faulty rows of one table that was imported, ready to be mended; for who imported it, and for a day. */
export const BadRowsFile = z
  .object({
    file: z.enum(['manifest', 'gold']),
    rows: z.int(),
    leftOut: z.int().describe('Faulty rows beyond those: mend these first.'),
    url: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'BadRowsFile' });
export type BadRowsFile = z.infer<typeof BadRowsFile>;

/** Long work that was accepted and is not finished yet. */
export const OperationState = z
  .object({
    id: uuid,
    kind: z.string(),
    state: z.enum(OPERATION_STATES),
    phase: z.enum(OPERATION_PHASES).nullable().describe('Of an import: pictures are stored, rows are written.'),
    done: z.number().int(),
    total: z.number().int().describe('Of an import: each picture stored and each row written is one.'),
    result: z.unknown().nullable(),
    error: z.unknown().nullable(),
    engagement: z.object({ id: uuid, key: z.string(), title: z.string() }).nullable(),
    createdAt: instant,
    startedAt: instant,
    updatedAt: instant,
    cancelUrl: z.string().nullable().describe('Where it can be stopped with nothing written; null where it cannot.'),
    badRows: z.array(BadRowsFile),
  })
  .meta({ id: 'Operation' });
export type OperationState = z.infer<typeof OperationState>;
