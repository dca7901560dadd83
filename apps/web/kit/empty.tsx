import { Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Why there is nothing here, and what one can do next. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Stack align="center" py="lg" gap="xs">
      <IconCircleCheck size={32} stroke={1.4} aria-hidden />
      <Text ta="center" maw={480}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
