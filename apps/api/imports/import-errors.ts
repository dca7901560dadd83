import { type RowError, type RowErrorCode } from '@kado/documents/manifest';
import { Problem } from '../common/problem';
import type { Words } from '../common/problem-catalog';

export type ImportFile = 'manifest' | 'archive' | 'gold';
export type ImportErrorCode =
  | RowErrorCode
  | 'unsafe_path'
  | 'picture_missing'
  | 'picture_too_large'
  | 'not_a_picture'
  | 'picture_unreadable'
  | 'unknown_external_id'
  | 'label_invalid'
  | 'already_known'
  | 'unreadable'
  | 'too_many_files'
  | 'too_large'
  | 'file_required';

export interface ImportError {
  file: ImportFile;
  row?: number;
  column?: string;
  code: ImportErrorCode;
}

export const ofTable =
  (file: ImportFile) =>
  (error: RowError): ImportError => ({ file, ...error });

const WORDS: Record<ImportErrorCode, Words> = {
  not_utf8: { ja: 'UTF-8で保存してください。', en: 'Save the file as UTF-8.' },
  malformed: {
    ja: 'CSVとして読み取れません（引用符を確認してください）。',
    en: 'Not readable as CSV; check the quotes.',
  },
  no_rows: { ja: 'データ行がありません。', en: 'There are no rows.' },
  too_many_rows: { ja: '行数が上限を超えています。', en: 'Too many rows.' },
  missing_column: { ja: '必要な列がありません。', en: 'This column is missing.' },
  unknown_column: { ja: '使わない列か、重複した列です。', en: 'This column is unknown or named twice.' },
  wrong_cell_count: { ja: '列の数が見出しと違います。', en: 'Not as many cells as the heading has.' },
  required: { ja: '空欄です。', en: 'This cell is empty.' },
  too_long: { ja: '文字数が上限を超えています。', en: 'This text is too long.' },
  unusable_text: { ja: '使用できない文字が含まれています。', en: 'This cell holds characters that cannot be kept.' },
  formula: { ja: '= + - @ で始まる値は使えません。', en: 'A value must not begin with = + - or @.' },
  duplicate: { ja: '同じIDがすでにあります。', en: 'This id stands in the file already.' },
  unsafe_path: {
    ja: '画像の場所は、絶対パスや「..」を含まない書き方にしてください。',
    en: 'A picture path is relative and has no "..".',
  },
  picture_missing: { ja: 'この画像はアーカイブにありません。', en: 'The archive does not hold this picture.' },
  picture_too_large: { ja: '画像は1件1MBまでです。', en: 'A picture has at most 1 MB.' },
  not_a_picture: { ja: 'PNGでもJPEGでもありません。', en: 'Neither PNG nor JPEG.' },
  picture_unreadable: { ja: 'この画像はアーカイブから取り出せません。', en: 'This picture cannot be unpacked.' },
  unknown_external_id: { ja: '作業データにないIDです。', en: 'The manifest has no such id.' },
  label_invalid: { ja: 'この作業の答えとして使えない値です。', en: 'This kind of work knows no such answer.' },
  already_known: {
    ja: 'このIDの作業はすでに取り込まれています。',
    en: 'An item with this id has been imported already.',
  },
  unreadable: { ja: 'ZIPとして読み取れません。', en: 'Not readable as a ZIP archive.' },
  too_many_files: { ja: 'アーカイブのファイル数が多すぎます。', en: 'The archive holds too many files.' },
  too_large: { ja: 'アーカイブを展開した大きさが上限を超えています。', en: 'The archive is too large when unpacked.' },
  file_required: { ja: 'ファイルを添付してください。', en: 'This file is needed.' },
};

/** So many faults are listed; `errorCount` says how many there are. */
const SHOWN = 100;

/** All or nothing: with one fault nothing is imported. `row` counts as a spreadsheet does, and so do the pointers. */
export function importProblem(errors: readonly ImportError[]): Problem {
  return new Problem(422, 'import_invalid', {
    errors: errors.slice(0, SHOWN).map(({ file, row, column, code }) => ({
      pointer: [`/${file}`, ...(row === undefined ? [] : [row]), ...(column === undefined ? [] : [column])].join('/'),
      ...(row !== undefined && { row }),
      ...(column !== undefined && { column }),
      code,
      detail: WORDS[code],
    })),
    extras: { errorCount: errors.length },
  });
}
