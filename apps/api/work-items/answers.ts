import { answerKind, normaliseDigit } from '@kado/domain/item-answers';
import type { WorkCategory } from '@kado/domain/requirements';

/** An answer as it is stored, or undefined where the kind of work knows no such answer. */
export function storedAnswer(category: WorkCategory, answer: string): string | undefined {
  if (answerKind(category) === 'digit') return normaliseDigit(answer);
  return answer.trim() === '' ? undefined : answer;
}
