import { unzipSync } from 'fflate';
import { importFiles, readPictures, somePictures } from './pictures';
import { decodeGrayPng } from './stand-ins/png';

describe('the pictures of the demo', () => {
  const all = readPictures();

  it('are 1,797, of which 600 have a known label', () => {
    expect(all).toHaveLength(1797);
    expect(new Set(all.map((row) => row.externalId)).size).toBe(1797);
    const known = all.filter((row) => row.label !== undefined);
    expect(known).toHaveLength(600);
    expect(known.every((row) => /^[0-9]$/.test(row.label ?? ''))).toBe(true);
  });

  it.each([
    [30, 0.7, 0, 21],
    [60, 0.3, 3, 18],
    [45, 0.3, 11, 14],
  ])('%i of them, spread, with a share of %d known, none twice', (count, share, offset, known) => {
    const some = somePictures(all, count, share, offset);
    expect(new Set(some.map((row) => row.externalId)).size).toBe(count);
    expect(some.filter((row) => row.label !== undefined)).toHaveLength(known);
  });

  it('go into one archive under the names of the manifest', () => {
    const some = somePictures(all, 5, 0.4);
    const { manifest, archive, gold } = importFiles(some);
    const files = unzipSync(new Uint8Array(archive));
    const [header, ...lines] = manifest.toString('utf8').trimEnd().split('\n');
    expect(header).toBe('external_id,image');
    for (const line of lines) expect(decodeGrayPng(files[line.split(',')[1] ?? ''] ?? new Uint8Array()).width).toBe(64);
    expect(gold?.toString('utf8')).toMatch(/^external_id,label\ndigit-\d{4},\d\ndigit-\d{4},\d\n$/);
  });
});
