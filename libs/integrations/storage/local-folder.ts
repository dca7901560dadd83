import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { FileMissing, type Storage, type StoredBytes } from './storage-port';

/** Files written at once: enough to hide the disk's wait, few enough for the open-file limit. */
const AT_ONCE = 16;

/** Content-addressed files under one folder: `ab/cdef…`. A file appears whole under its name or not at all. */
export class LocalFolder implements Storage {
  private readonly root: string;

  constructor(directory: string) {
    this.root = resolve(directory);
  }

  async put(content: Uint8Array): Promise<StoredBytes> {
    const [stored] = await this.putAll([content]);
    return stored as StoredBytes;
  }

  async putAll(contents: readonly Uint8Array[]): Promise<StoredBytes[]> {
    const stored = contents.map((content) => ({
      sha256: createHash('sha256').update(content).digest('hex'),
      bytes: content.byteLength,
    }));
    const wanted = new Map(stored.map(({ sha256 }, i) => [sha256, contents[i] as Uint8Array]));
    const missing: [string, Uint8Array][] = [];
    for (const [sha256, content] of wanted) if (!(await this.holds(sha256, content))) missing.push([sha256, content]);
    for (let i = 0; i < missing.length; i += AT_ONCE) {
      await Promise.all(missing.slice(i, i + AT_ONCE).map(([sha256, content]) => this.write(sha256, content)));
    }
    // A name is only as durable as the folder that lists it.
    const folders = new Set(missing.map(([sha256]) => dirname(this.pathOf(sha256))));
    if (folders.size > 0) for (const folder of [...folders, this.root]) await sync(folder);
    return stored;
  }

  async get(sha256: string): Promise<Buffer> {
    const content = await readFile(this.pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new FileMissing(sha256) : error;
    });
    if (createHash('sha256').update(content).digest('hex') !== sha256) {
      throw new Error(`Stored file ${sha256} is damaged: its content has another hash`);
    }
    return content;
  }

  private async write(sha256: string, content: Uint8Array): Promise<void> {
    const path = this.pathOf(sha256);
    await mkdir(dirname(path), { recursive: true });
    const half = `${path}.${randomUUID()}`;
    try {
      const file = await open(half, 'wx');
      try {
        await file.writeFile(content);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(half, path);
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    }
  }

  private async holds(sha256: string, content: Uint8Array): Promise<boolean> {
    const found = await stat(this.pathOf(sha256)).catch(() => undefined);
    return found?.size === content.byteLength;
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('A storage key is a SHA-256 hash in lower-case hex');
    return join(this.root, sha256.slice(0, 2), sha256.slice(2));
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
