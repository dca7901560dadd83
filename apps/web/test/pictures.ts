import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@kado/persistence/database';
import type { ApiRig } from '../../api/test/rig';
import type { Floor } from '../../api/test/work-floor';

const IMAGES = join(__dirname, '../../demo/data/digits/images');

/** Scanned digits for the items of a floor, a hundred different ones in turn. */
export async function givePictures(rig: ApiRig, { id }: Floor): Promise<void> {
  const files: string[] = [];
  for (const name of readdirSync(IMAGES).slice(0, 100)) {
    const { sha256, bytes } = await rig.storage.put(readFileSync(join(IMAGES, name)));
    const fileId = newId();
    await rig.db.query(
      `insert into stored_file (id, site_id, engagement_id, name, media_type, bytes, sha256)
       select $1, site_id, id, $3, 'image/png', $4, $5 from engagement where id = $2`,
      [fileId, id, name, bytes, sha256],
    );
    files.push(fileId);
  }
  await rig.db.query(`update work_item set file_id = ($2::uuid[])[1 + seq % $3] where engagement_id = $1`, [
    id,
    files,
    files.length,
  ]);
}
