import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../parts/use-decision';
import type { Result } from './use-complete-many';

const ICONS = { done: IconCircleCheck, later: IconClock, failed: IconCircleX };

/** What became of each, the refused first. */
export function ResultList({ tasks, results }: { tasks: readonly Task[]; results: readonly Result[] }) {
  const { t } = useTranslation('inbox');
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const counts = (['failed', 'done', 'later'] as const).map(
    (state) => [state, results.filter((result) => result.state === state)] as const,
  );
  return (
    <Stack gap="sm">
      <Text role="status" fw={700}>
        {counts
          .filter(([, found]) => found.length > 0)
          .map(([state, found]) => t(`bulk.count.${state}`, { count: found.length }))
          .join('　')}
      </Text>
      <List spacing="xs" size="sm" listStyleType="none">
        {counts.flatMap(([state, found]) =>
          found.map(({ taskId, text }) => {
            const Icon = ICONS[state];
            const task = byId.get(taskId);
            return (
              <List.Item key={taskId} icon={<Icon size={18} aria-hidden />}>
                {task?.engagement.key} {task?.engagement.title}
                <br />
                {t(`bulk.state.${state}`)}
                {text && `：${text}`}
              </List.Item>
            );
          }),
        )}
      </List>
    </Stack>
  );
}

interface BulkResultsProps {
  title: string;
  tasks: readonly Task[];
  results: readonly Result[];
  onClose: () => void;
}

export function BulkResults({ title, tasks, results, onClose }: BulkResultsProps) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <ResultList tasks={tasks} results={results} />
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
