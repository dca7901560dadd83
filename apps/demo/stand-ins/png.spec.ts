import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { decodeGrayPng } from './png';

const IMAGES = join(__dirname, '../data/digits/images');

describe('decodeGrayPng', () => {
  it('reads every picture of the demo', () => {
    const files = readdirSync(IMAGES);
    expect(files).toHaveLength(1797);
    for (const file of files) {
      const { width, height, pixels } = decodeGrayPng(readFileSync(join(IMAGES, file)));
      expect([width, height, pixels.length]).toEqual([64, 64, 4096]);
      // a digit has ink and paper
      expect(Math.min(...pixels)).toBeLessThan(80);
      expect(Math.max(...pixels)).toBeGreaterThan(200);
    }
  });

  it('undoes each of the five filters', () => {
    const picture = fc.integer({ min: 1, max: 9 }).chain((width) =>
      fc.array(
        fc.record({
          filter: fc.integer({ min: 0, max: 4 }),
          row: fc.uint8Array({ minLength: width, maxLength: width }),
        }),
        {
          minLength: 1,
          maxLength: 9,
        },
      ),
    );
    fc.assert(
      fc.property(picture, (rows) => {
        const decoded = decodeGrayPng(encode(rows));
        expect([...decoded.pixels]).toEqual(rows.flatMap(({ row }) => [...row]));
      }),
    );
  });

  it('refuses what it cannot read', () => {
    expect(() => decodeGrayPng(Buffer.from('GIF89a'))).toThrow('not a PNG');
    expect(() => decodeGrayPng(encode([{ filter: 0, row: Uint8Array.of(1) }], 2))).toThrow('8-bit gray');
    expect(() => decodeGrayPng(encode([{ filter: 5, row: Uint8Array.of(1) }]))).toThrow('filter 5');
  });
});

/** The other direction, written from the specification's own formulas. */
function encode(rows: { filter: number; row: Uint8Array }[], colour = 0): Buffer {
  const width = rows[0]?.row.length ?? 0;
  const raw = rows.flatMap(({ filter, row }, y) => {
    const above = rows[y - 1]?.row;
    const bytes = [...row].map((value, x) => {
      const a = x > 0 ? Number(row[x - 1]) : 0;
      const b = above ? Number(above[x]) : 0;
      const c = above && x > 0 ? Number(above[x - 1]) : 0;
      return value - Number([0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][filter] ?? 0);
    });
    return [filter, ...bytes.map((byte) => byte & 255)];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, colour, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const idat = deflateSync(Buffer.from(raw));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', idat), chunk('IEND', Buffer.alloc(0))]);
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

/** Check sums are left empty: the decoder trusts zlib's own. */
function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
}
