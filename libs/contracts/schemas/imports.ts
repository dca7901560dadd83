import { z } from 'zod';
import { Words } from './common';
import { BadRowsFile } from './operation';
import { Purpose } from './work-items';

/** Fields of the multipart form beside its files; a form knows only text. */
export const ImportFields = z
  .strictObject({
    purpose: Purpose,
    passes: z.coerce.number().int().min(1).max(20).optional(),
    encoding: z.enum(['auto', 'utf-8', 'cp932']).default('auto'),
  })
  .refine(({ purpose, passes }) => purpose === 'pilot' || passes === undefined || passes === 1, {
    error: 'passes_only_for_pilot|複数回の作業はパイロットだけです。|Only a pilot has several passes.',
    path: ['passes'],
  })
  .meta({ id: 'ImportFields' });
export type ImportFields = z.infer<typeof ImportFields>;
export const ImportQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });

const rows = z.int().min(0);
export const ImportCounts = z
  .object({
    new: rows.describe('Rows that would come in.'),
    changed: rows.describe('Rows whose id is there with another picture; refused, so also counted as error.'),
    same: rows.describe('Rows whose id is there with the same picture; refused, so also counted as error.'),
    error: rows.describe('Rows with a fault.'),
  })
  .meta({ id: 'ImportCounts' });
export type ImportCounts = z.infer<typeof ImportCounts>;

const Encoding = z.enum(['utf-8', 'cp932']).nullable();
export const ImportEncodings = z
  .object({ manifest: Encoding, gold: Encoding })
  .describe('What each table was read in; null where it is no text or was not sent.')
  .meta({ id: 'ImportEncodings' });
export type ImportEncodings = z.infer<typeof ImportEncodings>;

export const ImportFault = z
  .object({
    pointer: z.string().describe('/manifest/12/image: file, row as a spreadsheet counts, column.'),
    file: z.enum(['manifest', 'archive', 'gold']),
    row: z.int().optional(),
    column: z.string().optional(),
    value: z.string().nullable().describe('What stands there, its first 100 characters.'),
    code: z.string(),
    reason: Words,
    fix: Words.describe('The way out.'),
  })
  .meta({ id: 'ImportFault' });

export const ImportResult = z
  .object({
    items: z.int(),
    gold: z.int(),
    dryRun: z.boolean(),
    counts: ImportCounts,
    encoding: ImportEncodings,
    errors: z.array(ImportFault).describe('The first 1,000 faults; a dry run alone has any.'),
    errorCount: z.int(),
    operationId: z.uuid().nullable().describe('Under which the faulty rows are kept.'),
    badRows: z.array(BadRowsFile),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof ImportResult>;
