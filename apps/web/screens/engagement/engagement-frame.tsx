import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Loaded } from '../../kit/loaded';
import { StageTag } from '../../kit/stage-tag';
import { engagementQuery, useEngagementKey } from '../../parts/engagement';
import { ActionsMenu } from './actions-menu';
import { CopyKey } from './copy-key';
import { Tabs } from './tabs';

/** What stands above every page of an engagement: which one it is, where it stands, what may be done to it, its parts. */
export function EngagementFrame() {
  const key = useEngagementKey();
  const engagement = useQuery(engagementQuery(key));
  const heading = useRef<HTMLHeadingElement>(null);
  const title = engagement.data?.title;
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} ${key} | KADO`;
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [title, key]);
  return (
    <Stack maw={1280} mx="auto" gap="md">
      <Loaded query={engagement} height={160}>
        {(data) => (
          <>
            <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
              <Stack gap={4} miw={0}>
                <Group gap="xs">
                  <CopyKey text={data.key} title={data.title} />
                  <Text size="sm" c="dimmed">
                    {data.client.name}
                  </Text>
                </Group>
                <Group gap="sm">
                  <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
                    {data.title}
                  </Title>
                  <StageTag stage={data.stage} />
                </Group>
              </Stack>
              <ActionsMenu engagement={data} />
            </Group>
            <Tabs engagement={data} />
            <Outlet />
          </>
        )}
      </Loaded>
    </Stack>
  );
}
