import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { InboxSearch } from './routes';

export type Filter = Omit<InboxSearch, 'task'>;

/** The decisions of the filter, next due first. Each row is the whole task: the panel beside the list need not wait. */
export function useInbox({ who, late, engagement, kind }: Filter) {
  const queries = useQueryClient();
  const pages = usePages([...keys.tasks, 'list', { who, late, engagement, kind }], (cursor) =>
    ask(
      api.GET('/api/v1/human-tasks', {
        params: {
          query: {
            cursor,
            limit: 50,
            ...(who !== 'all' && { mine: 'true' }),
            ...(who === 'me' && { holder: 'me' }),
            ...(who === 'free' && { holder: 'nobody' }),
            ...(late && { overdue: 'true' }),
            ...(engagement && { engagement }),
            ...(kind && { kind: [kind] }),
          },
        },
      }),
    ),
  );
  const { dataUpdatedAt } = pages.query;
  const { rows } = pages;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are new whenever the time of reading is
  useEffect(() => {
    for (const row of rows) queries.setQueryData(keys.task(row.id), row, { updatedAt: dataUpdatedAt });
  }, [dataUpdatedAt, queries]);
  return pages;
}
