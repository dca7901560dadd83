import { crc32, inflateRawSync } from 'node:zlib';
import { decodeText } from './text-encoding';

export class ZipError extends Error {
  constructor(
    readonly code: 'unreadable' | 'too_many_files' | 'too_large' | 'encrypted' | 'unknown_compression' | 'damaged',
  ) {
    super(`ZIP archive: ${code}`);
    this.name = 'ZipError';
  }
}

export interface ZipEntry {
  name: string;
  /** As the archive declares; reading never gives more than this. */
  bytes: number;
  read(): Buffer;
}

export interface ZipLimits {
  files: number;
  /** Sum of the declared sizes. */
  bytes: number;
}

/**
 * The files of a ZIP archive by its central directory, read one at a time. Not fflate's reader: it unpacks what an archive
 * holds, not what it declares, and then all at once. Here an archive is refused by its declared sizes before a byte is
 * unpacked, and a file that is larger than declared stops at the limit.
 */
export function readZip(archive: Buffer, limits: ZipLimits): ZipEntry[] {
  try {
    return readDirectory(archive, limits);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_OUT_OF_RANGE') throw new ZipError('unreadable');
    throw error;
  }
}

const END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
/** The end record is 22 bytes and a comment of at most 65,535. */
const END_SEARCH = 22 + 65_535;

function readDirectory(archive: Buffer, limits: ZipLimits): ZipEntry[] {
  let end = archive.length - 22;
  const last = Math.max(0, archive.length - END_SEARCH);
  while (end >= last && archive.readUInt32LE(end) !== END) end -= 1;
  if (end < last) throw new ZipError('unreadable');
  const count = archive.readUInt16LE(end + 10);
  // 65,535 stands for a ZIP64 archive, which nothing within the limits needs.
  if (count > limits.files || count === 0xffff) throw new ZipError('too_many_files');

  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  let declared = 0;
  for (let n = 0; n < count; n += 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new ZipError('unreadable');
    const nameLength = archive.readUInt16LE(at + 28);
    const bytes = archive.readUInt32LE(at + 24);
    declared += bytes;
    if (declared > limits.bytes) throw new ZipError('too_large');
    const isUtf8 = (archive.readUInt16LE(at + 8) & 0x800) !== 0;
    const bytesOfName = archive.subarray(at + 46, at + 46 + nameLength);
    const name = isUtf8 ? bytesOfName.toString('utf8') : nameOf(bytesOfName);
    const header = { at, bytes };
    entries.push({ name, bytes, read: () => readEntry(archive, header) });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** Without the flag of UTF-8 a name is whatever its writer took for granted: macOS UTF-8, Japanese Windows CP932. */
const nameOf = (bytes: Buffer): string => decodeText(bytes)?.text ?? bytes.toString('latin1');

function readEntry(archive: Buffer, { at, bytes }: { at: number; bytes: number }): Buffer {
  try {
    if ((archive.readUInt16LE(at + 8) & 1) !== 0) throw new ZipError('encrypted');
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== LOCAL_ENTRY) throw new ZipError('damaged');
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const content = unpack(packed, archive.readUInt16LE(at + 10), bytes);
    if (content.length !== bytes || crc32(content) !== archive.readUInt32LE(at + 16)) throw new ZipError('damaged');
    return content;
  } catch (error) {
    throw error instanceof ZipError ? error : new ZipError('damaged');
  }
}

function unpack(packed: Buffer, method: number, bytes: number): Buffer {
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  throw new ZipError('unknown_compression');
}
