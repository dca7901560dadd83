import { Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { ButtonLink } from '../../kit/links';
import { Page } from '../../kit/page';
import { DecisionPanel, taskQuery } from '../../parts/decision-panel';
import { useTaskName } from '../../parts/task-line';

const route = getRouteApi('/app/tasks/$id');

/** One decision on a page of its own: on the phone, and where a notice or a mail leads to. */
export function TaskPage() {
  const { t } = useTranslation('inbox');
  const { id } = route.useParams();
  const nameOf = useTaskName();
  const { data: task } = useQuery(taskQuery(id));
  const [doneId, setDoneId] = useState<string>();
  return (
    <Page
      title={task ? nameOf(task) : t('one')}
      about={task?.id}
      width={760}
      actions={
        <ButtonLink to="/tasks" variant="default">
          {t('toList')}
        </ButtonLink>
      }
    >
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <DecisionPanel taskId={id} order={null} onDone={() => setDoneId(id)} />
      </Paper>
      {doneId === id && <GoOn />}
    </Page>
  );
}

/** Whoever decides one after the other is led on. */
function GoOn() {
  const { t } = useTranslation('inbox');
  const { data } = useQuery({
    queryKey: [...keys.tasks, 'next'],
    queryFn: () => ask(api.GET('/api/v1/human-tasks', { params: { query: { mine: 'true', limit: 1 } } })),
  });
  const next = data?.items[0];
  if (!data) return null;
  return (
    <Group justify="flex-end">
      {next ? (
        <ButtonLink to="/tasks/$id" params={{ id: next.id }}>
          {t('next')}
        </ButtonLink>
      ) : (
        <Text>{t('noneLeft')}</Text>
      )}
    </Group>
  );
}
