import { useState } from 'react';
import { ProblemError } from '../../api/problem';
import { forgetDraft, readDraft, writeDraft } from '../../kit/draft';
import type { NamedItem } from './paste';

export type RowFaults = Partial<Record<keyof NamedItem, string>>;

const same = (a: readonly NamedItem[], b: readonly NamedItem[]) => JSON.stringify(a) === JSON.stringify(b);

/** The rows in hand: what is saved, then whatever was typed since, which a reload keeps. Faults belong to items, not to places. */
export function useNamedItems(draftKey: string, saved: readonly NamedItem[]) {
  const [rows, setRows] = useState<readonly NamedItem[]>(
    () => readDraft<{ rows: NamedItem[] }>(draftKey)?.rows ?? saved,
  );
  const [faults, setFaults] = useState<ReadonlyMap<string, RowFaults>>(new Map());
  const keep = (next: readonly NamedItem[]) => {
    setRows(next);
    if (same(next, saved)) forgetDraft(draftKey);
    else writeDraft(draftKey, { rows: next });
  };
  const clearFault = (externalId: string) =>
    setFaults((before) => new Map([...before].filter(([id]) => id !== externalId)));
  return {
    rows,
    faults,
    isChanged: !same(rows, saved),
    set: keep,
    change: (externalId: string, part: Partial<NamedItem>) => {
      keep(rows.map((row) => (row.externalId === externalId ? { ...row, ...part } : row)));
      clearFault(externalId);
    },
    remove: (externalId: string) => {
      keep(rows.filter((row) => row.externalId !== externalId));
      clearFault(externalId);
    },
    /** What is saved now is what is in hand. */
    taken: (items: readonly NamedItem[]) => {
      setRows(items);
      setFaults(new Map());
      forgetDraft(draftKey);
    },
    /** The API's pointers (`/items/3/code`) onto the items that were sent. */
    blame: (error: unknown, sent: readonly NamedItem[]): void => {
      const found = new Map<string, RowFaults>();
      const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
      for (const { pointer, detail } of errors) {
        const [, at, field] = /^#?\/items\/(\d+)\/(\w+)/.exec(pointer) ?? [];
        const row = at === undefined ? undefined : sent[Number(at)];
        if (row) found.set(row.externalId, { ...found.get(row.externalId), [field as keyof NamedItem]: detail });
      }
      setFaults(found);
    },
  };
}
