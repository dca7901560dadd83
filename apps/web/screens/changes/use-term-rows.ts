import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import type { CompareRow } from '../../kit/compare-table';
import { count } from '../../kit/time';
import { type Clauses, LONG_CLAUSES, useClauseWords } from '../../parts/clauses';
import { TERM_NAMES, type Wished } from './term-fields';

const DAY_MS = 86_400_000;

/** Old and new terms for `CompareTable`, with what the difference comes to. */
export function useTermRows() {
  const { t, i18n } = useTranslation('changes');
  const words = useClauseWords();
  const signed = (amount: number, say: (absolute: string) => string) =>
    `${amount > 0 ? '+' : '−'}${say(count(Math.abs(amount), i18n.language))}`;
  return (
    before: Of<'ChangeTerms'>,
    after: Wished,
    { mode, onlyChanges = false }: { mode?: Clauses['mode'] | undefined; onlyChanges?: boolean } = {},
  ): CompareRow[] => {
    const noteOf = (name: (typeof TERM_NAMES)[number]): string | undefined => {
      if (name === 'volume' && after.volume !== undefined && after.volume !== before.volume)
        return signed(after.volume - before.volume, (amount) => amount);
      if (name !== 'deliveryDue' || after.deliveryDue === undefined || after.deliveryDue === before.deliveryDue)
        return undefined;
      const days = Math.round((Date.parse(after.deliveryDue) - Date.parse(before.deliveryDue)) / DAY_MS);
      return signed(days, (amount) => t('days', { days: amount }));
    };
    const shape = mode === undefined ? {} : { mode };
    return TERM_NAMES.map((name) => ({
      key: name,
      name: words.name(name),
      before: words.value({ ...before, ...shape }, name),
      after: words.value({ ...after, ...shape }, name),
      isLong: LONG_CLAUSES.has(name),
      note: noteOf(name),
    })).filter((row) => !onlyChanges || row.before !== row.after);
  };
}
