import type { RowErrorCode } from '@kado/documents/manifest';
import type { Words } from '../common/problem-catalog';

export type ImportErrorCode =
  | RowErrorCode
  | 'unsafe_path'
  | 'picture_missing'
  | 'picture_too_large'
  | 'not_a_picture'
  | 'picture_unreadable'
  | 'unknown_external_id'
  | 'known_external_id'
  | 'changed_external_id'
  | 'label_invalid'
  | 'unreadable'
  | 'too_many_files'
  | 'too_large'
  | 'file_required';

export interface FaultWords {
  reason: Words;
  /** The way out. */
  fix: Words;
}

const words = (ja: string, en: string, fixJa: string, fixEn: string): FaultWords => ({
  reason: { ja, en },
  fix: { ja: fixJa, en: fixEn },
});

export const FAULT_WORDS: Record<ImportErrorCode, FaultWords> = {
  not_utf8: words(
    '文字コードを読み取れません。',
    'The encoding of this file is not readable.',
    'UTF-8、またはExcelの「CSV（コンマ区切り）」（CP932）で保存し直してください。',
    'Save it again as UTF-8, or as Excel\'s "CSV" (CP932).',
  ),
  malformed: words(
    'CSVとして読み取れません。',
    'Not readable as CSV.',
    'この行の引用符（"）が対になっているか確認してください。',
    'Check that the quotes (") of this row come in pairs.',
  ),
  no_rows: words(
    'データ行がありません。',
    'There are no rows.',
    '見出しの次の行からデータを入れてください。',
    'Put the data below the heading.',
  ),
  too_many_rows: words(
    '行数が上限（100,000行）を超えています。',
    'More than 100,000 rows.',
    'ファイルを分けてください。',
    'Send the rest as another import.',
  ),
  missing_column: words(
    '必要な列がありません。',
    'This column is missing.',
    '1行目の見出しにこの列名を加えてください。',
    'Add this name to the heading in row 1.',
  ),
  unknown_column: words(
    '使わない列か、重複した列です。',
    'This column is unknown or named twice.',
    'この列を削除してください。',
    'Remove this column.',
  ),
  wrong_cell_count: words(
    '列の数が見出しと違います。',
    'Not as many cells as the heading has.',
    '余分なコンマを除くか、コンマを含む値を引用符（"）で囲んでください。',
    'Remove the extra comma, or put a value with a comma in quotes (").',
  ),
  required: words(
    '空欄です。',
    'This cell is empty.',
    '値を入れるか、この行を削除してください。',
    'Fill it in, or remove the row.',
  ),
  too_long: words('文字数が上限を超えています。', 'This text is too long.', '短くしてください。', 'Shorten it.'),
  unusable_text: words(
    '使用できない文字が含まれています。',
    'This cell holds characters that cannot be kept.',
    'この値を入力し直してください。',
    'Type this value anew.',
  ),
  formula: words(
    '= + - @ で始まる値は使えません。',
    'A value must not begin with = + - or @.',
    '先頭の記号を除いてください。表計算ソフトの数式なら、値として貼り付けてください。',
    'Remove the first sign; of a formula, paste its value.',
  ),
  duplicate: words(
    '同じIDがこのファイルにすでにあります。',
    'This id stands in the file already.',
    '別のIDにするか、どちらかの行を削除してください。',
    'Give it another id, or remove one of the two rows.',
  ),
  unsafe_path: words(
    '画像の場所に、絶対パス、「..」または「\\」が使われています。',
    'The picture path is absolute, or has ".." or "\\".',
    'アーカイブの中の場所を「images/1.png」のように書いてください。',
    'Write the place inside the archive, such as images/1.png.',
  ),
  picture_missing: words(
    'この画像はアーカイブにありません。',
    'The archive does not hold this picture.',
    '画像をアーカイブに加えるか、ファイル名（大文字・小文字も）を確認してください。',
    'Add the picture to the archive, or check its name, capitals too.',
  ),
  picture_too_large: words(
    '画像が1MBを超えています。',
    'This picture has more than 1 MB.',
    '画像を縮小してください。',
    'Make the picture smaller.',
  ),
  not_a_picture: words(
    'PNGでもJPEGでもありません。',
    'Neither PNG nor JPEG.',
    'PNGまたはJPEGで保存し直してください。',
    'Save it again as PNG or JPEG.',
  ),
  picture_unreadable: words(
    'この画像はアーカイブから取り出せません。',
    'This picture cannot be unpacked.',
    '暗号化せずに、ZIPを作り直してください。',
    'Make the ZIP archive anew, without encryption.',
  ),
  unknown_external_id: words(
    '作業データにないIDです。',
    'The manifest has no such id.',
    '作業データのIDに合わせるか、この行を削除してください。',
    'Use an id of the manifest, or remove the row.',
  ),
  known_external_id: words(
    'このIDの作業データは取込み済みです。',
    'An item of this id has been imported before.',
    'この行を削除してください。',
    'Remove the row.',
  ),
  changed_external_id: words(
    'このIDの作業データは別の画像で取込み済みです。取込み済みの作業は変更できません。',
    'An item of this id has been imported with another picture; what is imported does not change.',
    '別の作業なら別のIDにし、同じ作業ならこの行を削除してください。',
    'Give another item an id of its own; of the same item, remove the row.',
  ),
  label_invalid: words(
    'この作業の答えとして使えない値です。',
    'This kind of work knows no such answer.',
    '案件の答えの種類に合う値にしてください（数字の読み取りなら0から9）。',
    'Use an answer of this kind of work (of digits: 0 to 9).',
  ),
  unreadable: words(
    'ZIPとして読み取れません。',
    'Not readable as a ZIP archive.',
    'ZIPを作り直してください。',
    'Make the ZIP archive anew.',
  ),
  too_many_files: words(
    'アーカイブのファイルが60,000件を超えています。',
    'The archive holds more than 60,000 files.',
    '使わないファイルを除いてください。',
    'Leave out what is not needed.',
  ),
  too_large: words(
    'アーカイブを展開すると300MBを超えます。',
    'Unpacked, the archive has more than 300 MB.',
    '画像を縮小するか、使わないファイルを除いてください。',
    'Make the pictures smaller, or leave out what is not needed.',
  ),
  file_required: words('ファイルがありません。', 'This file is missing.', 'ファイルを添付してください。', 'Attach it.'),
};
