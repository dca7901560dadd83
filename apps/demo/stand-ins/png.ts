import { inflateSync } from 'node:zlib';

/** A gray picture, one byte a pixel, row by row, 0 = black. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Decodes what the demo's pictures are: 8-bit gray, not interlaced. Anything else is refused, not guessed. */
export function decodeGrayPng(bytes: Uint8Array): Picture {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!data.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG file');
  let width = 0;
  let height = 0;
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= data.length; ) {
    const length = data.readUInt32BE(at);
    const type = data.toString('latin1', at + 4, at + 8);
    const body = data.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      const [depth, colour, , , interlace] = body.subarray(8);
      if (depth !== 8 || colour !== 0 || interlace !== 0)
        throw new Error('only 8-bit gray PNG without interlace is read');
    } else if (type === 'IDAT') {
      packed.push(body);
    } else if (type === 'IEND') {
      break;
    }
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(packed));
  if (width === 0 || raw.length !== height * (width + 1)) throw new Error('PNG data does not fit its size');
  return { width, height, pixels: unfilter(raw, width, height) };
}

/** Every row begins with its filter: none, sub, up, average, Paeth (PNG specification, section 9). */
function unfilter(raw: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (width + 1)] ?? 0;
    if (filter > 4) throw new Error(`unknown PNG filter ${filter}`);
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? (out[y * width + x - 1] ?? 0) : 0;
      const up = y > 0 ? (out[(y - 1) * width + x] ?? 0) : 0;
      const corner = x > 0 && y > 0 ? (out[(y - 1) * width + x - 1] ?? 0) : 0;
      const value = raw[y * (width + 1) + 1 + x] ?? 0;
      out[y * width + x] = value + predict(filter, left, up, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
