import { Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Due } from '../../kit/when';
import { useWords } from '../../kit/words';
import { waitingQuery } from '../../parts/engagement';

/** A change of the plan moves no due time: the open decisions with theirs, as they stay. */
export function KeptClocks({ engagementKey }: { engagementKey: string }) {
  const { t } = useTranslation('changes');
  const say = useWords();
  const waiting = useQuery(waitingQuery(engagementKey));
  const open = waiting.data?.waiting ?? [];
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {t('clocks.title')}
      </Text>
      {open.length === 0 ? (
        <Text size="sm">{t('clocks.none')}</Text>
      ) : (
        <List listStyleType="none" spacing={2}>
          {open.map(({ taskId, what, dueAt, pausedAt }) => (
            <List.Item key={taskId}>
              <Group gap="xs">
                <span>{say(what)}</span>
                {pausedAt ? <Text size="sm">{t('clocks.paused')}</Text> : <Due at={dueAt} />}
              </Group>
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
