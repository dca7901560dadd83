import { deflateSync, zipSync } from 'fflate';
import { readZip, ZipError } from './zip-directory';

const LIMITS = { files: 10, bytes: 1_000_000 };
const zip = (files: Record<string, string>, level: 0 | 9 = 9) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([n, t]) => [n, Buffer.from(t)])), { level }));
const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    return error instanceof ZipError ? error.code : String(error);
  }
  return undefined;
};

describe('a ZIP archive', () => {
  it.each([0, 9] as const)('is read file by file (level %i)', (level) => {
    const entries = readZip(zip({ 'images/あ.png': 'one'.repeat(100), 'b.png': '' }, level), LIMITS);
    expect(entries.map(({ name, bytes, read }) => [name, bytes, read().toString()])).toEqual([
      ['images/あ.png', 300, 'one'.repeat(100)],
      ['b.png', 0, ''],
    ]);
  });

  it('names its files as the system of whoever packed them does', () => {
    // "画" in CP932 as Japanese Windows writes it, without the flag of UTF-8
    const archive = zip({ 'aa.png': 'x' }, 0);
    for (let at = archive.indexOf('aa.png'); at >= 0; at = archive.indexOf('aa.png', at + 1)) {
      archive[at] = 0x89;
      archive[at + 1] = 0xe6;
    }
    expect(readZip(archive, LIMITS).map(({ name, read }) => [name, read().toString()])).toEqual([['画.png', 'x']]);
  });

  it('is refused by what it declares, before anything is unpacked', () => {
    expect(codeOf(() => readZip(zip({ a: 'x'.repeat(2_000), b: 'y' }), { files: 10, bytes: 2_000 }))).toBe('too_large');
    expect(codeOf(() => readZip(zip({ a: '', b: '', c: '' }), { files: 2, bytes: 10 }))).toBe('too_many_files');
  });

  it('is not believed: what unpacks to more than it declares stops there', () => {
    const bomb = zip({ a: '0'.repeat(500_000) });
    const at = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(10, at + 24);
    const [entry] = readZip(bomb, { files: 1, bytes: 10 });
    expect(codeOf(() => entry?.read())).toBe('damaged');
  });

  it('with a changed byte, an unknown method or a password is refused', () => {
    const pack = () => zip({ a: 'hello hello hello' }, 0);
    const directory = pack().indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const changed = (offset: number, value: number) => {
      const archive = pack();
      archive[offset] = value;
      return codeOf(() => readZip(archive, LIMITS)[0]?.read());
    };
    expect(changed(pack().indexOf('hello'), 0x48)).toBe('damaged');
    expect(changed(directory + 10, 14)).toBe('unknown_compression');
    expect(changed(directory + 8, 1)).toBe('encrypted');
    expect(changed(0, 0)).toBe('damaged');
  });

  it('is nothing else', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('not a zip'),
      Buffer.alloc(70_000),
      Buffer.from(deflateSync(Buffer.alloc(99))),
    ]) {
      expect(codeOf(() => readZip(bytes, LIMITS))).toBe('unreadable');
    }
    const cut = zip({ a: 'x' });
    cut.writeUInt32LE(0x7fffffff, cut.length - 6);
    expect(codeOf(() => readZip(cut, LIMITS))).toBe('unreadable');
  });
});
