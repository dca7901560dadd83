import type { BadRow } from '@kado/documents/bad-rows';
import type { RowError, Table } from '@kado/documents/manifest';
import { FAULT_WORDS, type ImportErrorCode } from './import-words';

export type ImportFile = 'manifest' | 'archive' | 'gold';
export type TableFile = Exclude<ImportFile, 'archive'>;

export interface ImportError {
  file: ImportFile;
  row?: number;
  column?: string;
  code: ImportErrorCode;
}

/** What a report says of a table, whichever columns it has. */
export type ReadTable = Pick<Table<string>, 'records' | 'encoding'> & { rows: readonly { row: number }[] };
export type Tables = Partial<Record<TableFile, ReadTable>>;

export const ofTable =
  (file: ImportFile) =>
  (error: RowError): ImportError => ({ file, ...error });

/** So many faults are listed; `errorCount` says how many there are. */
const SHOWN = 1_000;
const CLIP = 100;

/** One fault as it is told: where, what stands there, why not, and the way out. `row` counts as a spreadsheet does. */
export function showFaults(errors: readonly ImportError[], tables: Tables) {
  return errors.slice(0, SHOWN).map(({ file, row, column, code }) => ({
    pointer: [`/${file}`, ...(row === undefined ? [] : [row]), ...(column === undefined ? [] : [column])].join('/'),
    file,
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    value: row === undefined ? null : valueAt(file, row, column, tables),
    code,
    ...FAULT_WORDS[code],
  }));
}

function valueAt(file: ImportFile, row: number, column: string | undefined, tables: Tables): string | null {
  if (file === 'archive' || column === undefined) return null;
  const records = tables[file]?.records ?? [];
  const at = records[0]?.findIndex((name) => name.trim() === column) ?? -1;
  const value = records[row - 1]?.[at];
  if (value === undefined) return null;
  // The answer of a command is kept, and PostgreSQL keeps no NUL.
  const letters = [...value.slice(0, 4 * CLIP).replaceAll('\u0000', '\uFFFD')];
  return letters.length > CLIP ? `${letters.slice(0, CLIP).join('')}…` : letters.join('');
}

/** The faulty rows of one table, each once, in the order of the file. The heading's own faults have no row to mend. */
export function badRowsOf(file: TableFile, errors: readonly ImportError[]): BadRow[] {
  const byRow = new Map<number, ImportError[]>();
  for (const error of errors) {
    if (error.file !== file || error.row === undefined || error.row < 2) continue;
    const known = byRow.get(error.row);
    if (known) known.push(error);
    else byRow.set(error.row, [error]);
  }
  return [...byRow]
    .sort(([a], [b]) => a - b)
    .map(([row, found]) => ({
      row,
      columns: found.map(({ column }) => column ?? ''),
      codes: found.map(({ code }) => code),
      reasons: {
        ja: found.map(({ code }) => FAULT_WORDS[code].reason.ja + FAULT_WORDS[code].fix.ja),
        en: found.map(({ code }) => `${FAULT_WORDS[code].reason.en} ${FAULT_WORDS[code].fix.en}`),
      },
    }));
}
