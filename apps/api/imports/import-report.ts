import type { ImportCounts, ImportEncodings } from '@kado/contracts/schemas/imports';
import { Problem } from '../common/problem';
import type { KeptBadRows } from './bad-rows.service';
import type { CheckedImport } from './check-import';
import { type ImportError, showFaults, type Tables } from './import-errors';

/** What became of a check, before anything is written. */
export interface ImportReport {
  counts: ImportCounts;
  encoding: ImportEncodings;
  errors: readonly ImportError[];
  tables: Tables;
}

const ORDER = ['manifest', 'archive', 'gold'];

export function reportOf(checked: CheckedImport, known: readonly ImportError[]): ImportReport {
  const errors = [...checked.errors, ...known].sort(
    (a, b) => ORDER.indexOf(a.file) - ORDER.indexOf(b.file) || (a.row ?? 0) - (b.row ?? 0),
  );
  const { manifest, gold } = checked.tables;
  return {
    counts: countsOf(checked, errors),
    encoding: { manifest: manifest?.encoding ?? null, gold: gold?.encoding ?? null },
    errors,
    tables: checked.tables,
  };
}

/** Rows of the manifest. Where a whole file is at fault, no row of it can be said to be new. */
function countsOf({ tables }: CheckedImport, errors: readonly ImportError[]): ImportCounts {
  const ofManifest = errors.filter(({ file, row }) => file === 'manifest' && row !== undefined && row > 1);
  const faulty = new Set(ofManifest.map(({ row }) => row));
  const good = (tables.manifest?.rows ?? []).filter(({ row }) => !faulty.has(row)).length;
  const isWhole = errors.some(({ file, row }) => file !== 'gold' && (row === undefined || row === 1));
  const of = (code: ImportError['code']) => ofManifest.filter((error) => error.code === code).length;
  return {
    new: isWhole ? 0 : good,
    changed: of('changed_external_id'),
    same: of('known_external_id'),
    error: faulty.size,
  };
}

export function shownReport(report: ImportReport, kept?: KeptBadRows) {
  return {
    counts: report.counts,
    encoding: report.encoding,
    errors: showFaults(report.errors, report.tables),
    errorCount: report.errors.length,
    operationId: kept?.operationId ?? null,
    badRows: kept?.files ?? [],
  };
}

/** All or nothing: with one fault nothing is imported. */
export function importProblem(report: ImportReport, kept: KeptBadRows): Problem {
  const { errors, ...rest } = shownReport(report, kept);
  return new Problem(422, 'import_invalid', {
    errors: errors.map((error) => ({
      ...error,
      detail: { ja: error.reason.ja + error.fix.ja, en: `${error.reason.en} ${error.fix.en}` },
    })),
    extras: rest,
  });
}
