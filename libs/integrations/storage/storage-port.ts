export interface StoredBytes {
  /** Lower-case hex; also the only name the bytes are found under. */
  sha256: string;
  bytes: number;
}

/**
 * Where files live. The key is the content's own hash, never anything a person typed: the same bytes are kept once, a
 * key cannot leave the store, and what is read can be proved to be what was written.
 */
export interface Storage {
  put(content: Uint8Array): Promise<StoredBytes>;
  /** Many at once, in the order given; all are on disk when it answers. */
  putAll(contents: readonly Uint8Array[]): Promise<StoredBytes[]>;
  get(sha256: string): Promise<Buffer>;
}

export class FileMissing extends Error {
  constructor(readonly sha256: string) {
    super(`No stored file has the hash ${sha256}`);
    this.name = 'FileMissing';
  }
}
