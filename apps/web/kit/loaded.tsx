import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** Height of what will stand here, so that nothing jumps when it comes. */
  height?: number;
  children: (data: T) => ReactNode;
}

/** What was read stays on screen while it is read again; a fault says so and offers another try. */
export function Loaded<T>({ query, height = 120, children }: LoadedProps<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap="xs" aria-busy="true" role="status" aria-label={t('loading')}>
      <Skeleton height={height} />
    </Stack>
  );
}
