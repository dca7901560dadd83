import { Group, Stack, Text } from '@mantine/core';
import { IconPlayerPause, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session';
import { Due } from '../kit/when';
import { useNames, useWords } from '../kit/words';
import type { Task } from './use-decision';

/** What a task is called, with what it is about where several may be open. */
export function useTaskName(): (task: Pick<Task, 'kind' | 'label'>) => string {
  const { t } = useTranslation('parts');
  const names = useNames();
  const say = useWords();
  return ({ kind, label }) =>
    label ? t('task.named', { name: names.task(kind), label: say(label) }) : names.task(kind);
}

/** One task in a list: which engagement, what, for whom, until when, who has it. */
export function TaskLine({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const names = useNames();
  const nameOf = useTaskName();
  const me = useMe();
  const { claimedBy, engagement, lot } = task;
  return (
    <Stack gap={2} miw={0}>
      <Text fw={700}>{nameOf(task)}</Text>
      <Text size="sm">
        {engagement.key}
        {lot && ` L${lot.lotNo}`} {engagement.title}
      </Text>
      <Group gap="0 var(--mantine-spacing-sm)">
        {task.pausedAt ? (
          <Text size="sm">
            <IconPlayerPause size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {t('task.paused')}
          </Text>
        ) : (
          <Due at={task.dueAt} />
        )}
        <Text size="sm" c="dimmed">
          <IconUser size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {names.role(task.role)}
          {claimedBy ? t('task.heldBy', { name: claimedBy.id === me.person.id ? t('task.you') : claimedBy.name }) : ''}
        </Text>
      </Group>
    </Stack>
  );
}
