import { stringify } from 'csv-stringify/sync';

export interface BadRow {
  /** As a spreadsheet counts. */
  row: number;
  columns: readonly string[];
  codes: readonly string[];
  reasons: { ja: readonly string[]; en: readonly string[] };
}

/** Columns that are put before a person's own; whoever reads the table back passes over them. */
export const ADDED_COLUMNS = ['kado_row', 'kado_column', 'kado_code', 'kado_reason_ja', 'kado_reason_en'] as const;
export const isAddedColumn = (name: string): boolean => (ADDED_COLUMNS as readonly string[]).includes(name);

/** Japanese Excel reads UTF-8 by double click only with its mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The faulty rows of a table under its own heading, with what is wrong before them: there they stay beside their row
 * whatever number of cells it has. Cells that a spreadsheet would run are defused. `records` are those of the file,
 * heading first.
 */
export function badRowsCsv(records: readonly (readonly string[])[], rows: readonly BadRow[]): string {
  const [heading = []] = records;
  // Rows that come from an earlier file of this kind bring their old reasons: the new ones take their place.
  const own = (cells: readonly string[]) => cells.filter((_, at) => !isAddedColumn(heading[at]?.trim() ?? ''));
  const body = rows.map(({ row, columns, codes, reasons }) => [
    row,
    columns.join(' / '),
    codes.join(' / '),
    reasons.ja.join(' / '),
    reasons.en.join(' / '),
    ...own(records[row - 1] ?? []),
  ]);
  const table = [[...ADDED_COLUMNS, ...own(heading)], ...body];
  return BYTE_ORDER_MARK + stringify(table, { escape_formulas: true, record_delimiter: 'windows' });
}
