import { useTranslation } from 'react-i18next';
import type { Of } from '../api/types';
import { count, day, percent } from '../kit/time';
import { useNames } from '../kit/words';

export type Clauses = Of<'RequirementClauses'>;
export type ClauseName = keyof Clauses;

/** In the order in which a contract is read. */
export const CLAUSE_NAMES = [
  'scope',
  'category',
  'mode',
  'volume',
  'deliveryDue',
  'workStart',
  'qualityTarget',
  'dataClass',
  'place',
  'priceModel',
  'acceptanceWindowDays',
  'deemedAcceptance',
  'instalments',
  'notes',
] as const satisfies readonly ClauseName[];

export const LONG_CLAUSES: ReadonlySet<ClauseName> = new Set<ClauseName>(['scope', 'notes']);

/** Clauses in words, the same wherever they are shown; an empty text where nothing was agreed. */
export function useClauseWords() {
  const { t, i18n } = useTranslation('clauses');
  const names = useNames();
  const { language } = i18n;
  const yesNo = (is: boolean | undefined) => t(is ? 'yes' : 'no');
  const codes = {
    category: (code: string) => names.code('category', code),
    mode: (code: string) => names.code('mode', code),
    dataClass: (code: string) => names.code('dataClass', code),
    place: (code: string) => names.code('place', code),
    priceModel: (code: string) => names.code('priceModel', code),
  };
  const value = (clauses: Partial<Clauses>, name: ClauseName): string => {
    switch (name) {
      case 'scope':
      case 'notes':
        return clauses[name] ?? '';
      case 'category':
      case 'mode':
      case 'dataClass':
      case 'place':
      case 'priceModel':
        return has(clauses[name], (code) => codes[name](code));
      case 'volume':
        return has(clauses.volume, (volume) =>
          t(`volume.${clauses.mode ?? 'item'}`, { amount: count(volume, language) }),
        );
      case 'deliveryDue':
      case 'workStart':
        return has(clauses[name], (date) => day(date, language));
      case 'qualityTarget':
        return has(clauses.qualityTarget, (share) => percent(share, language, 2));
      case 'acceptanceWindowDays':
        return has(clauses.acceptanceWindowDays, (days) => t('businessDays', { days }));
      case 'deemedAcceptance':
      case 'instalments':
        return yesNo(clauses[name]);
    }
  };
  return { name: (name: ClauseName) => t(`name.${name}`), help: (name: ClauseName) => t(`help.${name}`), value, codes };
}

function has<T>(value: T | undefined, say: (value: T) => string): string {
  return value === undefined ? '' : say(value);
}

/** Two sets of clauses for `CompareTable`; only what differs with `onlyChanges`. */
export function useClauseRows() {
  const words = useClauseWords();
  return (before: Partial<Clauses>, after: Partial<Clauses>, onlyChanges = false) =>
    CLAUSE_NAMES.map((name) => ({
      key: name,
      name: words.name(name),
      before: words.value(before, name),
      after: words.value(after, name),
      isLong: LONG_CLAUSES.has(name),
    })).filter((row) => !onlyChanges || row.before !== row.after);
}
