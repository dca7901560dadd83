import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

export const DIGITS = join(__dirname, 'data', 'digits');

export interface PictureRow {
  externalId: string;
  image: string;
  /** Known for 600 of them: gold items, blind to everybody who works on them. */
  label?: string;
}

const lines = (file: string): string[][] =>
  readFileSync(join(DIGITS, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

export function readPictures(): PictureRow[] {
  const labels = new Map(lines('truth.csv').map(([id = '', label = '']) => [id, label]));
  return lines('manifest.csv').map(([externalId = '', image = '']) => {
    const label = labels.get(externalId);
    return { externalId, image, ...(label === undefined ? {} : { label }) };
  });
}

/** `count` pictures spread over the whole set, about `share` of them with a known label. */
export function somePictures(all: readonly PictureRow[], count: number, share: number, offset = 0): PictureRow[] {
  const take = (rows: PictureRow[], n: number): PictureRow[] => {
    const step = Math.max(1, Math.floor(rows.length / n));
    return Array.from({ length: n }, (_, i) => rows[(offset + i * step) % rows.length] as PictureRow);
  };
  const gold = Math.round(count * share);
  const known = take(
    all.filter((row) => row.label !== undefined),
    gold,
  );
  const open = take(
    all.filter((row) => row.label === undefined),
    count - gold,
  );
  return [...known, ...open].sort((a, b) => a.externalId.localeCompare(b.externalId));
}

export interface ImportFiles {
  manifest: Buffer;
  archive: Buffer;
  gold?: Buffer;
}

export function importFiles(rows: readonly PictureRow[]): ImportFiles {
  const csv = (header: string, body: string[]): Buffer => Buffer.from([header, ...body, ''].join('\n'));
  const images = Object.fromEntries(
    rows.map(({ image }) => [image, new Uint8Array(readFileSync(join(DIGITS, image)))]),
  );
  const gold = rows.flatMap(({ externalId, label }) => (label === undefined ? [] : [`${externalId},${label}`]));
  return {
    manifest: csv(
      'external_id,image',
      rows.map(({ externalId, image }) => `${externalId},${image}`),
    ),
    // the pictures are packed already
    archive: Buffer.from(zipSync(images, { level: 0 })),
    ...(gold.length > 0 ? { gold: csv('external_id,label', gold) } : {}),
  };
}
