import { ITEM_STATES, type ItemState } from '@kado/domain/work-items';

/** Filters of the list and the item that is open, as the address says them: a link opens the same. */
export interface ItemsSearch {
  state?: ItemState[];
  lot?: string;
  purpose?: 'pilot' | 'production';
  author?: string;
  q?: string;
  item?: string;
}

const text = (value: unknown): string | undefined => {
  const given = typeof value === 'number' ? String(value) : value;
  return typeof given === 'string' && given !== '' ? given : undefined;
};

export function readItemsSearch(search: Record<string, unknown>): ItemsSearch {
  const states = ([] as unknown[]).concat(search.state ?? []);
  const state = ITEM_STATES.filter((known) => states.includes(known));
  const { purpose } = search;
  const read: ItemsSearch = {
    lot: text(search.lot),
    author: text(search.author),
    q: text(search.q),
    item: text(search.item),
    ...(state.length > 0 && { state }),
    ...((purpose === 'pilot' || purpose === 'production') && { purpose }),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
