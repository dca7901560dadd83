import { stringify } from 'csv-stringify/sync';

/** `external_id,label`, one row an item, in the client's own order. A text cell that a spreadsheet would run is defused. */
export function deliveryCsv(rows: readonly { external_id: string; answer: string }[]): string {
  return stringify(
    rows.map((row) => [row.external_id, row.answer]),
    { header: true, columns: ['external_id', 'label'], escape_formulas: true },
  );
}
