import { newId, type Tx } from '@kado/persistence/database';
import type { CheckedImport } from './check-import';

interface Target {
  engagement: { id: string; siteId: string };
  purpose: 'pilot' | 'production';
  passes: number;
  firstSeq: number;
}

/** Rows a statement: one parameter a column, so the size is a matter of memory, and of how often progress is told. */
const CHUNK = 2_000;

/** Pictures, items (one row a pass) and known answers, set-wise. `hashes` are those of the items' pictures, in order. */
export async function insertItems(
  tx: Tx,
  target: Target,
  checked: CheckedImport,
  hashes: readonly string[],
  wrote: (rows: number) => Promise<void> | undefined,
): Promise<void> {
  const { engagement } = target;
  const fileIds = await insertFiles(tx, target, checked, hashes);
  const rows = checked.items.flatMap((item, at) =>
    Array.from({ length: target.passes }, (_, pass) => ({
      id: newId(),
      seq: target.firstSeq + at,
      externalId: item.externalId,
      pass: pass + 1,
      fileId: fileIds.get(hashes[at] as string) as string,
    })),
  );
  for (let from = 0; from < rows.length; from += CHUNK) {
    const part = rows.slice(from, from + CHUNK);
    await tx.rows(
      `insert into work_item (id, site_id, engagement_id, purpose, seq, external_id, pass, file_id, state)
       select i.id, $1, $2, $3, i.seq, i.external_id, i.pass, i.file_id, 'draft'
         from unnest($4::uuid[], $5::int[], $6::text[], $7::smallint[], $8::uuid[]) as i(id, seq, external_id, pass, file_id)`,
      [
        engagement.siteId,
        engagement.id,
        target.purpose,
        part.map(({ id }) => id),
        part.map(({ seq }) => seq),
        part.map(({ externalId }) => externalId),
        part.map(({ pass }) => pass),
        part.map(({ fileId }) => fileId),
      ],
    );
    await wrote(part.length);
  }
  // The production's known answers follow the pilot's: the newest word of the client counts.
  await tx.rows(
    `insert into gold (engagement_id, site_id, external_id, answer)
     select $1, $2, g.external_id, g.answer from unnest($3::text[], $4::text[]) as g(external_id, answer)
     on conflict (engagement_id, external_id) do update set answer = excluded.answer`,
    [
      engagement.id,
      engagement.siteId,
      checked.gold.map(({ externalId }) => externalId),
      checked.gold.map(({ answer }) => answer),
    ],
  );
}

/** One row a picture, also where several items or an earlier import of the engagement share it. */
async function insertFiles(
  tx: Tx,
  { engagement }: Target,
  checked: CheckedImport,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  const known = await tx.rows<{ sha256: string; id: string }>(
    'select sha256, id from stored_file where engagement_id = $1 and sha256 = any($2::text[])',
    [engagement.id, [...new Set(hashes)]],
  );
  const ids = new Map(known.map(({ sha256, id }) => [sha256, id]));
  const added = new Map<string, { id: string; at: number }>();
  hashes.forEach((sha256, at) => {
    if (!ids.has(sha256) && !added.has(sha256)) added.set(sha256, { id: newId(), at });
  });
  const files = [...added].map(([sha256, { id, at }]) => ({ sha256, id, picture: checked.items[at]?.picture }));
  await tx.rows(
    `insert into stored_file (id, site_id, engagement_id, name, media_type, bytes, sha256)
     select f.id, $1, $2, f.name, f.media_type, f.bytes, f.sha256
       from unnest($3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[]) as f(id, name, media_type, bytes, sha256)`,
    [
      engagement.siteId,
      engagement.id,
      files.map(({ id }) => id),
      files.map(
        ({ sha256, picture }) => `${sha256.slice(0, 16)}.${picture?.mediaType === 'image/png' ? 'png' : 'jpg'}`,
      ),
      files.map(({ picture }) => picture?.mediaType),
      files.map(({ picture }) => picture?.content.length),
      files.map(({ sha256 }) => sha256),
    ],
  );
  for (const { sha256, id } of files) ids.set(sha256, id);
  return ids;
}
