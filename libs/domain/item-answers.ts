import type { WorkCategory } from './requirements';

/** How the items of a category are answered: one digit, or a text. */
export type AnswerKind = 'digit' | 'text';

export function answerKind(category: WorkCategory): AnswerKind {
  return category === 'digital_data' ? 'digit' : 'text';
}

/** Longest text that is an answer. */
export const ANSWER_LENGTH = 200;

/**
 * The digit a person meant: keyboards in Japan send full-width digits and spaces as often as not (NFKC makes both
 * plain). Undefined where it is not exactly one digit.
 */
export function normaliseDigit(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).normalize('NFKC').trim();
  return /^[0-9]$/.test(text) ? text : undefined;
}
