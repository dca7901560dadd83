import { type CsvError, parse } from 'csv-parse/sync';
import { isAddedColumn } from './bad-rows';
import { decodeText, type TextEncoding } from './text-encoding';

/** A fault in a table a person sent: `row` as a spreadsheet counts (the heading is row 1), `column` by its heading. */
export interface RowError {
  row: number;
  column: string;
  code: RowErrorCode;
}

export type RowErrorCode =
  | 'not_utf8'
  | 'malformed'
  | 'no_rows'
  | 'too_many_rows'
  | 'missing_column'
  | 'unknown_column'
  | 'wrong_cell_count'
  | 'required'
  | 'too_long'
  | 'unusable_text'
  | 'formula'
  | 'duplicate';

export type Row<C extends string> = Record<C, string> & { row: number };

export interface Table<C extends string> {
  /** Rows whose cells are all usable, in the order of the file. */
  rows: Row<C>[];
  errors: RowError[];
  /** What the file turned out to be written in; null where it is no text. */
  encoding: TextEncoding | null;
  /** Every record as it stands in the file, the heading first; empty where it could not be read. */
  records: string[][];
}

export interface TableRules<C extends string> {
  /** Longest cell of each column; every column is required and no other is allowed. */
  columns: Record<C, number>;
  /** No two rows have the same text here. */
  unique: NoInfer<C>;
  maxRows: number;
}

/** CSV with a heading, in UTF-8 or CP932. Every fault of the file is found, not the first alone. */
export function readTable<C extends string>(bytes: Uint8Array, rules: TableRules<C>, wanted?: TextEncoding): Table<C> {
  const names = Object.keys(rules.columns) as C[];
  const decoded = decodeText(bytes, wanted);
  const encoding = decoded?.encoding ?? null;
  const fail = (row: number, column: string, code: RowErrorCode): Table<C> => ({
    rows: [],
    errors: [{ row, column, code }],
    encoding,
    records: [],
  });
  if (!decoded) return fail(1, names[0] as C, 'not_utf8');
  let records: string[][];
  try {
    records = parse(decoded.text, { relax_column_count: true, max_record_size: 100_000 });
  } catch (error) {
    return fail(Number((error as CsvError).records ?? 0) + 1, names[0] as C, 'malformed');
  }
  const [head = [], ...body] = records;
  const heading = head.map((name) => name.trim());
  const errors = headingFaults(heading, names);
  if (errors.length > 0) return { rows: [], errors, encoding, records };
  if (body.length > rules.maxRows) return fail(rules.maxRows + 2, names[0] as C, 'too_many_rows');
  return { ...readRows(body, heading, rules), encoding, records };
}

function headingFaults(heading: readonly string[], names: readonly string[]): RowError[] {
  return [
    ...names
      .filter((name) => !heading.includes(name))
      .map((column) => ({ row: 1, column, code: 'missing_column' as const })),
    ...heading
      .filter((name, at) => !(names.includes(name) || isAddedColumn(name)) || heading.indexOf(name) < at)
      .map((column) => ({ row: 1, column, code: 'unknown_column' as const })),
  ];
}

function readRows<C extends string>(
  body: string[][],
  heading: readonly string[],
  rules: TableRules<C>,
): Pick<Table<C>, 'rows' | 'errors'> {
  const rows: Row<C>[] = [];
  const errors: RowError[] = [];
  const seen = new Set<string>();
  const columns = heading.flatMap((name, at) => (isAddedColumn(name) ? [] : [{ name: name as C, at }]));
  const keyAt = heading.indexOf(rules.unique);
  body.forEach((cells, at) => {
    const row = at + 2;
    if (cells.length === 1 && cells[0]?.trim() === '') return;
    if (cells.length !== heading.length) {
      errors.push({ row, column: heading[Math.min(cells.length, heading.length - 1)] as C, code: 'wrong_cell_count' });
      return;
    }
    const faults = columns.flatMap(({ name, at: i }): RowError[] => {
      const code = faultOf(cells[i] as string, rules.columns[name]);
      return code ? [{ row, column: name, code }] : [];
    });
    const key = cells[keyAt] as string;
    if (key !== '' && seen.has(key)) faults.push({ row, column: rules.unique, code: 'duplicate' });
    seen.add(key);
    errors.push(...faults);
    if (faults.length === 0)
      rows.push({ ...(Object.fromEntries(columns.map((c) => [c.name, cells[c.at]])) as Record<C, string>), row });
  });
  if (rows.length === 0 && errors.length === 0) errors.push({ row: 2, column: columns[0]?.name as C, code: 'no_rows' });
  return { rows, errors };
}

function faultOf(cell: string, maxLength: number): RowErrorCode | undefined {
  if (cell.trim() === '') return 'required';
  if (cell.includes('\u0000') || /\p{Surrogate}/u.test(cell)) return 'unusable_text';
  // A spreadsheet runs what begins like this; it would come back to the client in the result.
  if (/^[=+\-@\t\r]/.test(cell)) return 'formula';
  return cell.length > maxLength ? 'too_long' : undefined;
}

const MAX_ROWS = 100_000;

/** One item a row: the client's own id and the path of its picture in the archive. */
export const readManifest = (bytes: Uint8Array, encoding?: TextEncoding) =>
  readTable(bytes, { columns: { external_id: 100, image: 300 }, unique: 'external_id', maxRows: MAX_ROWS }, encoding);

/** Known answers of some items. */
export const readGold = (bytes: Uint8Array, encoding?: TextEncoding) =>
  readTable(bytes, { columns: { external_id: 100, label: 200 }, unique: 'external_id', maxRows: MAX_ROWS }, encoding);
