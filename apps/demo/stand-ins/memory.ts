import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeGrayPng, type Picture } from './png';

/** Side of the grid to which every picture is reduced before it is compared. */
export const GRID = 8;

/** A picture as it is compared: ink of 0 (paper) to 1 (black) on a GRID × GRID grid. */
export type Ink = Float64Array;

export interface Remembered {
  externalId: string;
  fingerprint: string;
  label: string;
  ink: Ink;
}

/** What is being looked at. The external id is known when the API says it. */
export interface Seen {
  externalId?: string;
  fingerprint: string;
  ink: Ink;
}

/**
 * What a person knows of digits: pictures with the labels everybody agrees on. A picture that is being looked at is
 * never remembered with its own label: neither by its id nor by equal pixels.
 */
export class Memory {
  constructor(readonly pictures: readonly Remembered[]) {}

  static load(folder: string): Memory {
    const labels = rows(join(folder, 'truth.csv'));
    const images = new Map(rows(join(folder, 'manifest.csv')));
    return new Memory(
      labels.map(([externalId, label]) => {
        const image = images.get(externalId);
        if (image === undefined) throw new Error(`no picture of ${externalId}`);
        return { externalId, label, ...see(readFileSync(join(folder, image))) };
      }),
    );
  }

  others(seen: Seen): Remembered[] {
    return this.pictures.filter((p) => p.externalId !== seen.externalId && p.fingerprint !== seen.fingerprint);
  }
}

export function see(bytes: Uint8Array, externalId?: string): Seen {
  const picture = decodeGrayPng(bytes);
  const fingerprint = createHash('sha256').update(picture.pixels).digest('hex');
  return { ...(externalId === undefined ? {} : { externalId }), fingerprint, ink: inkOf(picture) };
}

/** Average darkness of each cell of the grid. */
function inkOf(picture: Picture): Ink {
  const ink = new Float64Array(GRID * GRID);
  const cellWidth = picture.width / GRID;
  const cellHeight = picture.height / GRID;
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const cell = Math.floor(y / cellHeight) * GRID + Math.floor(x / cellWidth);
      ink[cell] = (ink[cell] ?? 0) + (255 - (picture.pixels[y * picture.width + x] ?? 255)) / 255;
    }
  }
  return ink.map((sum) => sum / (cellWidth * cellHeight));
}

/** The two columns of a CSV without quotes, header left out. */
function rows(path: string): [string, string][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line): [string, string] => {
      const [first = '', second = ''] = line.split(',');
      return [first, second];
    });
}
