import { type Row, readGold, readManifest, type Table } from '@kado/documents/manifest';
import type { TextEncoding } from '@kado/documents/text-encoding';
import { readZip, type ZipEntry, ZipError } from '@kado/documents/zip-directory';
import type { WorkCategory } from '@kado/domain/requirements';
import { storedAnswer } from '../work-items/answers';
import { type ImportError, ofTable, type Tables } from './import-errors';

export interface ImportFiles {
  manifest?: Buffer;
  archive?: Buffer;
  gold?: Buffer;
}

export interface Picture {
  content: Buffer;
  mediaType: 'image/png' | 'image/jpeg';
}

export interface CheckedImport {
  /** With the row of the manifest they stand in. */
  items: { externalId: string; picture: Picture; row: number }[];
  gold: { externalId: string; answer: string }[];
  errors: ImportError[];
  tables: Tables;
}

const MAX_PICTURE = 1_000_000;
const ZIP_LIMITS = { files: 60_000, bytes: 300_000_000 };

/** Reads all three files and finds every fault in them. */
export async function checkImport(
  files: ImportFiles,
  category: WorkCategory,
  encoding?: TextEncoding,
): Promise<CheckedImport> {
  const errors: ImportError[] = [];
  if (!files.manifest) errors.push({ file: 'manifest', code: 'file_required' });
  if (!files.archive) errors.push({ file: 'archive', code: 'file_required' });
  if (!files.manifest || !files.archive) return { items: [], gold: [], errors, tables: {} };

  const manifest = readManifest(files.manifest, encoding);
  errors.push(...manifest.errors.map(ofTable('manifest')));
  const entries = openArchive(files.archive, errors);
  const items: CheckedImport['items'] = [];
  const known = new Map<string, Picture>();
  for (const [at, row] of manifest.rows.entries()) {
    const picture = known.get(row.image) ?? takePicture(row, entries, errors);
    if (!picture) continue;
    known.set(row.image, picture);
    items.push({ externalId: row.external_id, picture, row: row.row });
    // Unpacking thousands of pictures must not keep other requests waiting.
    if (at % 200 === 199) await new Promise(setImmediate);
  }
  const ids = new Set(manifest.rows.map((row) => row.external_id));
  const table = files.gold && readGold(files.gold, encoding);
  const gold = table ? takeGold(table, ids, category, errors) : [];
  return { items, gold, errors, tables: { manifest, ...(table && { gold: table }) } };
}

function openArchive(archive: Buffer, errors: ImportError[]): Map<string, ZipEntry> | undefined {
  try {
    return new Map(readZip(archive, ZIP_LIMITS).map((entry) => [entry.name.replace(/^\.\//, ''), entry]));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    const code = error.code === 'too_many_files' || error.code === 'too_large' ? error.code : 'unreadable';
    errors.push({ file: 'archive', code });
    return undefined;
  }
}

function takePicture(
  row: Row<'external_id' | 'image'>,
  entries: Map<string, ZipEntry> | undefined,
  errors: ImportError[],
): Picture | undefined {
  const fault = (code: ImportError['code']): undefined => {
    errors.push({ file: 'manifest', row: row.row, column: 'image', code });
  };
  if (isUnsafe(row.image)) return fault('unsafe_path');
  if (!entries) return undefined;
  const entry = entries.get(row.image.replace(/^\.\//, ''));
  if (!entry) return fault('picture_missing');
  if (entry.bytes > MAX_PICTURE) return fault('picture_too_large');
  let content: Buffer;
  try {
    content = entry.read();
  } catch (error) {
    if (error instanceof ZipError) return fault('picture_unreadable');
    throw error;
  }
  const mediaType = mediaTypeOf(content);
  return mediaType ? { content, mediaType } : fault('not_a_picture');
}

/** Paths only look something up in the archive; still, one that points outside of it is somebody's mistake or worse. */
function isUnsafe(path: string): boolean {
  return /^(\/|[A-Za-z]:)|\\/.test(path) || path.split('/').includes('..');
}

function mediaTypeOf(content: Buffer): Picture['mediaType'] | undefined {
  if (content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  return content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ? 'image/jpeg' : undefined;
}

function takeGold(
  table: Table<'external_id' | 'label'>,
  ids: ReadonlySet<string>,
  category: WorkCategory,
  errors: ImportError[],
): CheckedImport['gold'] {
  errors.push(...table.errors.map(ofTable('gold')));
  return table.rows.flatMap(({ row, external_id: externalId, label }) => {
    const answer = storedAnswer(category, label);
    if (!ids.has(externalId)) errors.push({ file: 'gold', row, column: 'external_id', code: 'unknown_external_id' });
    if (answer === undefined) errors.push({ file: 'gold', row, column: 'label', code: 'label_invalid' });
    return answer === undefined ? [] : [{ externalId, answer }];
  });
}
