import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage, type Storage } from './storage';
import { FileMissing } from './storage-port';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('files in a local folder', () => {
  let dir: string;
  let storage: Storage;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kado-storage-'));
    storage = createStorage(join(dir, 'made', 'at', 'first', 'use'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('finds bytes under the hash of what they are', async () => {
    await expect(storage.put(Buffer.from('塩尻'))).resolves.toEqual({ sha256: hash('塩尻'), bytes: 6 });
    expect((await storage.get(hash('塩尻'))).toString()).toBe('塩尻');
  });

  it('keeps equal bytes once, also when many write them at the same time, and leaves no half-written file', async () => {
    await Promise.all(Array.from({ length: 20 }, () => storage.put(Buffer.from('same'))));
    const stored = await storage.putAll([Buffer.from('a'), Buffer.from('same'), Buffer.from('a')]);
    expect(stored.map(({ sha256 }) => sha256)).toEqual([hash('a'), hash('same'), hash('a')]);
    const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual([hash('a').slice(2), hash('same').slice(2)].sort());
  });

  it('replaces a file of the wrong size, and refuses to hand out one whose content was changed', async () => {
    const { sha256 } = await storage.put(Buffer.from('whole'));
    const path = join(dir, 'made', 'at', 'first', 'use', sha256.slice(0, 2), sha256.slice(2));
    await writeFile(path, 'wh');
    await expect(storage.get(sha256)).rejects.toThrow('damaged');
    await storage.put(Buffer.from('whole'));
    expect((await storage.get(sha256)).toString()).toBe('whole');
    await writeFile(path, 'WHOLE');
    await expect(storage.get(sha256)).rejects.toThrow('damaged');
  });

  it('names a file that is not there, and takes nothing but a hash for a key', async () => {
    await expect(storage.get(hash('never'))).rejects.toThrow(FileMissing);
    for (const key of ['../../etc/passwd', '', hash('x').toUpperCase(), `${hash('x')}/`]) {
      await expect(storage.get(key)).rejects.toThrow(TypeError);
    }
  });
});
