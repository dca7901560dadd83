import { Box } from '@mantine/core';
import type { UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from './loaded';

interface PagesProps {
  query: UseInfiniteQueryResult<unknown>;
  height?: number;
  children: ReactNode;
}

/** `Loaded` for a list that comes in pages; dimmed while the rows of a former filter still stand. */
export function Pages({ query, height, children }: PagesProps) {
  return (
    <Loaded query={query as unknown as UseQueryResult<unknown>} {...(height !== undefined && { height })}>
      {() => (
        <Box aria-busy={query.isPlaceholderData || undefined} opacity={query.isPlaceholderData ? 0.6 : 1}>
          {children}
        </Box>
      )}
    </Loaded>
  );
}
