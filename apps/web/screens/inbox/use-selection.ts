import { useState } from 'react';
import type { Task } from '../../parts/use-decision';

export interface Selection {
  ids: ReadonlySet<string>;
  /** Those still in the list: what somebody else has decided meanwhile is chosen no more. */
  tasks: readonly Task[];
  toggle: (id: string) => void;
  toggleAll: () => void;
  choose: (ids: readonly string[]) => void;
  clear: () => void;
}

export function useSelection(rows: readonly Task[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const tasks = rows.filter(({ id }) => ids.has(id));
  return {
    ids,
    tasks,
    toggle: (id) =>
      setIds((was) => {
        const now = new Set(was);
        if (!now.delete(id)) now.add(id);
        return now;
      }),
    toggleAll: () => setIds(new Set(tasks.length === rows.length ? [] : rows.map(({ id }) => id))),
    choose: (chosen) => setIds(new Set(chosen)),
    clear: () => setIds(new Set()),
  };
}
