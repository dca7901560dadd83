import { LocalFolder } from './local-folder';
import type { Storage } from './storage-port';

export type { Storage };

/** The store of this process: a folder for now; an object store would be another implementation of the same port. */
export function createStorage(directory: string): Storage {
  return new LocalFolder(directory);
}
