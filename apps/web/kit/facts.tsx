import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Name and value pairs as a description list; one column on a phone. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode] | undefined)[] }) {
  return (
    <Box
      component="dl"
      m={0}
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
        gap: 'var(--mantine-spacing-md)',
      }}
    >
      {items.map((item) =>
        item ? (
          <div key={item[0]}>
            <Text component="dt" size="sm" c="dimmed">
              {item[0]}
            </Text>
            <Box component="dd" m={0}>
              {item[1]}
            </Box>
          </div>
        ) : null,
      )}
    </Box>
  );
}
