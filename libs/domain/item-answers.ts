/**
 * The digit a person meant: keyboards in Japan send full-width digits and spaces as often as not (NFKC makes both
 * plain). Undefined where it is not exactly one digit.
 */
export function normaliseDigit(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).normalize('NFKC').trim();
  return /^[0-9]$/.test(text) ? text : undefined;
}
