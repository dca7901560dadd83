import type { ItemState } from '@kado/domain/work-items';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { dateTime, shortDateTime } from '../../kit/time';
import { useNames } from '../../kit/words';
import { lotNoOf } from '../../parts/members';
import classes from './item-row.module.css';
import { ITEM_SIGNS } from './item-state';

export type ListedItem = Of<'WorkItem'> & { people: Record<string, string> };

interface RowWords {
  language: string;
  state: (state: ItemState) => string;
  somebody: string;
  pass: (pass: number) => string;
}

export function useRowWords(): RowWords {
  const { t, i18n } = useTranslation('items');
  const names = useNames();
  const { language } = i18n;
  // biome-ignore lint/correctness/useExhaustiveDependencies: t and names are new each time, what they say changes with the language
  return useMemo(
    () => ({
      language,
      state: (state) => names.code('itemState', state),
      somebody: t('somebody'),
      pass: (pass) => t('pass', { pass }),
    }),
    [language],
  );
}

interface ItemRowProps {
  row: ListedItem;
  index: number;
  isCurrent: boolean;
  words: RowWords;
  measure: ((element: Element | null) => void) | undefined;
  onOpen: ((id: string) => void) | undefined;
}

/** Plain elements: with the kit's own, fifty rows are a thousand components, which one waits for. */
export const ItemRow = memo(function ItemRow({ row, index, isCurrent, words, measure, onOpen }: ItemRowProps) {
  const Sign = ITEM_SIGNS[row.state];
  const name = (id: string | null) => (id === null ? '—' : (row.people[id] ?? words.somebody));
  return (
    <tr
      ref={measure}
      className={classes.row}
      data-index={index}
      data-current={isCurrent || undefined}
      aria-rowindex={index + 2}
    >
      <th scope="row">
        {onOpen ? (
          <button type="button" className={classes.open} onClick={() => onOpen(row.id)} aria-haspopup="dialog">
            {row.externalId}
          </button>
        ) : (
          row.externalId
        )}
        {row.pass > 1 && <small> {words.pass(row.pass)}</small>}
      </th>
      <td>
        <span className={classes.state}>
          <Sign size={18} aria-hidden />
          {words.state(row.state)}
        </span>
      </td>
      <td className={classes.sm}>{row.answer ?? '—'}</td>
      <td className={classes.sm}>{name(row.authorId)}</td>
      <td className={classes.md}>{name(row.reviewerId)}</td>
      <td className={classes.sm}>{row.lot === null ? '—' : lotNoOf(row.lot)}</td>
      <td className={classes.md}>
        <time dateTime={row.updatedAt} title={dateTime(row.updatedAt, words.language)}>
          {shortDateTime(row.updatedAt, words.language)}
        </time>
      </td>
    </tr>
  );
});
