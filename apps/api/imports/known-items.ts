import { createHash } from 'node:crypto';
import type { Purpose } from '@kado/contracts/schemas/work-items';
import type { Tx } from '@kado/persistence/database';
import type { CheckedImport } from './check-import';
import type { ImportError } from './import-errors';

/**
 * Rows whose id names an item that is there already, with the same picture or with another. Further items are other
 * items: both are refused, because somebody is working on what is there.
 */
export async function knownItems(
  tx: Tx,
  engagementId: string,
  purpose: Purpose,
  { items }: CheckedImport,
): Promise<ImportError[]> {
  const rows = await tx.rows<{ id: string; sha256: string | null }>(
    `select distinct on (w.external_id) w.external_id as id, f.sha256
       from work_item w left join stored_file f on f.id = w.file_id
      where w.engagement_id = $1 and w.purpose = $2 and w.external_id = any ($3::text[])
      order by w.external_id, w.pass`,
    [engagementId, purpose, items.map(({ externalId }) => externalId)],
  );
  const known = new Map(rows.map(({ id, sha256 }) => [id, sha256]));
  return items.flatMap(({ externalId, picture, row }): ImportError[] => {
    if (!known.has(externalId)) return [];
    const isSame = known.get(externalId) === createHash('sha256').update(picture.content).digest('hex');
    const code = isSame ? 'known_external_id' : 'changed_external_id';
    return [{ file: 'manifest', row, column: 'external_id', code }];
  });
}
