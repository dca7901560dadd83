import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface PageProps {
  title: string;
  /** One sentence under the title. */
  about?: ReactNode;
  /** What can be done with the whole page, at its top right. */
  actions?: ReactNode;
  /** Widest measure of the page, px; tables want more than texts. */
  width?: number;
  children: ReactNode;
}

/**
 * A page says its name to the window, to the screen reader (the heading takes the focus on arrival, as a new document
 * would) and to the eye.
 */
export function Page({ title, about, actions, width = 1200, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} | KADO`;
  }, [title]);
  useEffect(() => {
    // A link to a part of the page, or a field that asked for the focus, comes first.
    if (location.hash === '' && (document.activeElement === document.body || document.activeElement?.id === 'main'))
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Stack maw={width} mx="auto" gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={2} flex="1 1 280px">
          <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
            {title}
          </Title>
          {about && (
            <Text c="dimmed" component="div">
              {about}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
