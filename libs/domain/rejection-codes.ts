/** Why a client does not accept an item; one code for each item named, words beside it where they help. */
export const REJECTION_CODES = {
  wrong_value: { ja: '値が違う', en: 'Wrong value' },
  incomplete: { ja: '欠けている', en: 'Incomplete' },
  wrong_format: { ja: '形式が違う', en: 'Wrong format' },
  duplicate: { ja: '重複している', en: 'Duplicate' },
  unreadable: { ja: '読み取れない', en: 'Not readable' },
  against_manual: { ja: '仕様・マニュアルと違う', en: 'Not as specified' },
  other: { ja: 'その他', en: 'Other' },
} as const satisfies Record<string, { ja: string; en: string }>;

export type RejectionCode = keyof typeof REJECTION_CODES;

export function isRejectionCode(value: string): value is RejectionCode {
  return Object.hasOwn(REJECTION_CODES, value);
}

/** What a code is called; one from before the list by itself. */
export function rejectionName(code: string): { ja: string; en: string } {
  return isRejectionCode(code) ? REJECTION_CODES[code] : { ja: code, en: code };
}
