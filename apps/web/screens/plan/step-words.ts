import type { Value } from '@kado/domain/plan-diff';
import { useTranslation } from 'react-i18next';
import { count, percent } from '../../kit/time';
import { useNames } from '../../kit/words';

/** Table of `codes.json` in which the words of a field's values stand. */
const CODED: Record<string, string> = { mode: 'mode', dataLevel: 'dataClass', device: 'device', place: 'place' };
const SHARES = new Set(['review.rate', 'secondLook.rate']);

/** Values of a plan as people read them: with their units, codes by their names. */
export function useStepWords() {
  const { t, i18n } = useTranslation('plan');
  const names = useNames();
  const value = (field: string, given: Value): string => {
    if (given === null) return t('value.none');
    if (typeof given === 'boolean') return t(`value.${field === 'interruptible' ? 'may' : 'does'}.${given}`);
    if (Array.isArray(given)) return given.length === 0 ? t('value.none') : given.join('、');
    if (typeof given === 'string') return CODED[field] ? names.code(CODED[field], given) : given;
    if (SHARES.has(field)) return percent(given, i18n.language, 2);
    return t([`unit.${field}`, 'unit.plain'], { value: count(given, i18n.language) });
  };
  return { value, field: (field: string) => t(`field.${field}`) };
}
