/**
 * An answer as lines that can be read: one a value, lists as blocks. Answers grow new fields, and a screen that knows them
 * by name would hide these from whoever looks for a fault.
 */
export function inWords(answer: unknown): string {
  return lines(answer, '').join('\n');
}

function lines(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [`${indent}(none)`];
    return value.flatMap((entry) => {
      const [first = '', ...rest] = lines(entry, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (typeof value !== 'object' || value === null) return [`${indent}${String(value ?? '-')}`];
  if (isWords(value)) return [`${indent}${value.ja} / ${value.en}`];
  return Object.entries(value).flatMap(([name, entry]) => {
    const inner = lines(entry, `${indent}  `);
    const isShort =
      inner.length === 1 && (typeof entry !== 'object' || entry === null || isWords(entry) || isEmpty(entry));
    return isShort ? [`${indent}${name}: ${(inner[0] ?? '').trim()}`] : [`${indent}${name}:`, ...inner];
  });
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function isWords(value: object | null): value is { ja: string; en: string } {
  return value !== null && 'ja' in value && 'en' in value && Object.keys(value).length === 2;
}
