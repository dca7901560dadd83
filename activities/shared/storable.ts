/**
 * Words of a Signal as PostgreSQL can hold them: no NUL, no half of a character, not for ever long. What it can not hold
 * is a fault that would be retried for ever, and everything behind it would wait.
 */
export function storable(text: string, most: number): string {
  return text
    .replaceAll('\u0000', '')
    .slice(0, most)
    .replace(/\p{Cs}/gu, '\ufffd');
}
