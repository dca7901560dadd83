import { ActionIcon, Box, Button, Group, Indicator, Popover, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { AnchorLink } from '../../kit/links';
import { When } from '../../kit/when';
import { useWords } from '../../kit/words';

export function Bell() {
  const { t } = useTranslation();
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const notices = useQuery({
    queryKey: keys.notices,
    queryFn: () => ask(api.GET('/api/v1/notices', { params: { query: { limit: 30 } } })),
    refetchInterval: 60_000,
  });
  const readAll = useCommand(
    (_: undefined, key) =>
      ask(api.POST('/api/v1/notices/read-all', { params: { header: { 'Idempotency-Key': key } } })),
    { outdates: [keys.notices] },
  );
  const items = notices.data?.items ?? [];
  const unread = items.filter(({ readAt }) => readAt === null).length;
  return (
    <Popover opened={isOpen} onChange={setOpen} width={340} position="bottom-end" trapFocus returnFocus>
      <Indicator disabled={unread === 0} label={unread} size={18} offset={8} color="red" zIndex={1}>
        <Popover.Target>
          <ActionIcon
            onClick={() => setOpen((was) => !was)}
            aria-label={unread > 0 ? t('bell.unread', { unread }) : t('bell.none')}
          >
            <IconBell size={22} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={t('bell.title')}>
        <Group justify="space-between" mb="xs">
          <Text fw={700}>{t('bell.title')}</Text>
          <Button variant="subtle" size="compact-sm" disabled={unread === 0} onClick={() => readAll.mutate(undefined)}>
            {t('bell.readAll')}
          </Button>
        </Group>
        {items.length === 0 && <Text c="dimmed">{t('bell.empty')}</Text>}
        <Box mah="60vh" style={{ overflowY: 'auto' }} tabIndex={0} role="group" aria-label={t('bell.title')}>
          <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((notice) => (
              <li key={notice.id}>
                <Text size="sm" fw={notice.readAt === null ? 700 : 400}>
                  {say(notice.text)}
                </Text>
                <Group gap="xs">
                  <When at={notice.at} />
                  {notice.taskId !== null ? (
                    <AnchorLink size="sm" to="/tasks/$id" params={{ id: notice.taskId }} onClick={() => setOpen(false)}>
                      {t('bell.openTask')}
                    </AnchorLink>
                  ) : (
                    notice.engagementKey !== null && (
                      <AnchorLink
                        size="sm"
                        to="/engagements/$key"
                        params={{ key: notice.engagementKey }}
                        onClick={() => setOpen(false)}
                      >
                        {notice.engagementKey}
                      </AnchorLink>
                    )
                  )}
                </Group>
              </li>
            ))}
          </Stack>
        </Box>
      </Popover.Dropdown>
    </Popover>
  );
}
