import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
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
        <DecisionPanel taskId={id} order={null} />
      </Paper>
    </Page>
  );
}
