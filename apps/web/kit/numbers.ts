/** A number as people here type it: full-width digits, commas and blanks are fine. `undefined`: nothing, or no number. */
export function readNumber(text: string): number | undefined {
  const plain = plainNumber(text);
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  return Number(plain);
}

/** The same as it will be read, for showing it once the field is left. */
export function plainNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s,、]/g, '')
    .replace(/[ー―−]/g, '-');
}

/** A share from 0 to 1, four decimals as the API keeps it, from what is typed as a percentage. */
export function shareOf(percentage: string): number | undefined {
  const read = readNumber(percentage);
  return read === undefined ? undefined : Math.round(read * 100) / 10_000;
}

export function percentageOf(share: number): string {
  return String(Math.round(share * 10_000) / 100);
}
