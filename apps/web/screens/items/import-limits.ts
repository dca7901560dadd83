/** What the API takes at most (`apps/api/imports`): said before anybody waits for a refusal. */
export const MAX_ROWS = 100_000;
export const MAX_TABLE_MB = 10;
export const MAX_ARCHIVE_MB = 100;
export const MAX_UNPACKED_MB = 300;
export const MAX_FILES = 60_000;
export const MAX_PICTURE_MB = 1;
export const MAX_PASSES = 20;

export type FilePart = 'manifest' | 'archive' | 'gold';
export const FILE_PARTS = ['manifest', 'archive', 'gold'] as const satisfies readonly FilePart[];
export const MAX_MB: Record<FilePart, number> = {
  manifest: MAX_TABLE_MB,
  archive: MAX_ARCHIVE_MB,
  gold: MAX_TABLE_MB,
};
export const ACCEPTED: Record<FilePart, string> = {
  manifest: '.csv,text/csv',
  archive: '.zip,application/zip',
  gold: '.csv,text/csv',
};

export const isTooLarge = (part: FilePart, file: File): boolean => file.size > MAX_MB[part] * 1_000_000;
export const isWrongKind = (part: FilePart, file: File): boolean =>
  !file.name.toLowerCase().endsWith(part === 'archive' ? '.zip' : '.csv');

/** A table to begin with: opens in Japanese Excel by double click. */
export function template(part: 'manifest' | 'gold'): Blob {
  const lines =
    part === 'manifest'
      ? ['external_id,image', 'sample-0001,images/0001.png', 'sample-0002,images/0002.png']
      : ['external_id,label', 'sample-0001,7'];
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
}

export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
