/** What a table may be written in. `cp932` is the Shift_JIS of Windows, as Japanese Excel saves CSV. */
export const TEXT_ENCODINGS = ['utf-8', 'cp932'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

export interface DecodedText {
  text: string;
  encoding: TextEncoding;
}

/** Names of Node's own decoders; `shift_jis` there is CP932 with the characters that NEC and IBM added. */
const DECODERS: Record<TextEncoding, string> = { 'utf-8': 'utf-8', cp932: 'shift_jis' };

/**
 * The text of a file, in the encoding asked for or found out: UTF-8 first, because Japanese text in CP932 is hardly ever
 * valid UTF-8, while UTF-8 often passes for CP932. Undefined where the bytes are neither.
 */
export function decodeText(bytes: Uint8Array, wanted?: TextEncoding): DecodedText | undefined {
  for (const encoding of wanted ? [wanted] : TEXT_ENCODINGS) {
    const text = decode(bytes, encoding);
    if (text !== undefined) return { text, encoding };
    if (hasMark(bytes)) return undefined;
  }
  return undefined;
}

/** A byte order mark says UTF-8: what is broken after it must not be guessed at. */
const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

function decode(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(DECODERS[encoding], { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
