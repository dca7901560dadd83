import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { BadRowsFile } from '@kado/contracts/schemas/operation';
import { badRowsCsv } from '@kado/documents/bad-rows';
import { Database, newId } from '@kado/persistence/database';
import { Injectable } from '@nestjs/common';
import type { EngagementRow } from '../common/access.service';
import type { Actor } from '../common/actor';
import { badRowsFile, KEPT_HOURS } from '../operations/bad-rows';
import { OperationsService } from '../operations/operations.service';
import { badRowsOf, type TableFile } from './import-errors';
import type { ImportReport } from './import-report';

export interface KeptBadRows {
  operationId: string;
  files: BadRowsFile[];
}

/** As many rows go back to be mended; the rest is counted. Nobody mends more of them by hand. */
const MOST_ROWS = 20_000;
const pack = promisify(gzip);

/**
 * Faulty rows of a check, kept for the importer as the end of an operation. One set an importer and engagement, packed,
 * for a day: what is stored is bounded by how many people import.
 */
@Injectable()
export class BadRowsKeeper {
  constructor(
    private readonly database: Database,
    private readonly operations: OperationsService,
  ) {}

  async keep(actor: Actor, engagement: EngagementRow, report: ImportReport): Promise<KeptBadRows> {
    const operationId = newId();
    const packed = (await Promise.all((['manifest', 'gold'] as const).map((file) => packFile(file, report)))).flat();
    return this.database.transaction(actor.scope, async (tx) => {
      await tx.rows(
        'delete from import_bad_rows where expires_at < now() or (created_by = $1 and engagement_id = $2)',
        [actor.personId, engagement.id],
      );
      await this.operations.refused(tx, {
        id: operationId,
        siteId: engagement.siteId,
        engagementId: engagement.id,
        kind: 'imports.create',
        createdBy: actor.personId,
        total: report.counts.new + report.counts.error,
        error: { code: 'import_invalid', counts: report.counts, errorCount: report.errors.length },
      });
      const files: BadRowsFile[] = [];
      for (const { file, rows, leftOut, csv } of packed) {
        const kept = await tx.one<{ expiresAt: Date }>(
          `insert into import_bad_rows (operation_id, file, site_id, engagement_id, created_by, listed, left_out, csv_gz, expires_at)
           values ($1,$2,$3,$4,$5,$6,$7,$8, now() + make_interval(hours => $9)) returning expires_at as "expiresAt"`,
          [operationId, file, engagement.siteId, engagement.id, actor.personId, rows, leftOut, csv, KEPT_HOURS],
        );
        files.push(badRowsFile({ operationId, file, rows, leftOut, expiresAt: kept?.expiresAt as Date }));
      }
      return { operationId, files };
    });
  }
}

async function packFile(file: TableFile, { errors, tables }: ImportReport) {
  const bad = badRowsOf(file, errors);
  const records = tables[file]?.records ?? [];
  if (bad.length === 0 || records.length === 0) return [];
  const listed = bad.slice(0, MOST_ROWS);
  const csv = await pack(badRowsCsv(records, listed));
  return [{ file, rows: listed.length, leftOut: bad.length - listed.length, csv }];
}
