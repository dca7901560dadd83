import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { TaskLine } from '../../parts/task-line';
import type { Task } from '../../parts/use-decision';
import type { InboxSearch } from '../inbox/routes';
import classes from './home.module.css';

interface TaskGroupProps {
  title: string;
  tasks: readonly Task[];
  /** The list goes on in the API. */
  isCut?: boolean;
  empty: string;
  search: InboxSearch;
}

const SHOWN = 5;

export function TaskGroup({ title, tasks, isCut = false, empty, search }: TaskGroupProps) {
  const { t } = useTranslation('home');
  return (
    <Section title={t('group', { title, count: `${tasks.length}${isCut ? '+' : ''}` })}>
      {tasks.length === 0 ? (
        <Text c="dimmed">{empty}</Text>
      ) : (
        <Stack gap={0} component="ul" m={0} p={0} className={classes.list}>
          {tasks.slice(0, SHOWN).map((task) => (
            <li key={task.id}>
              <AnchorLink to="/tasks/$id" params={{ id: task.id }} underline="never" className={classes.entry}>
                <TaskLine task={task} />
              </AnchorLink>
            </li>
          ))}
        </Stack>
      )}
      {tasks.length > SHOWN && (
        <Group>
          <AnchorLink to="/tasks" search={search} className={classes.more}>
            {t('all', { count: tasks.length })}
          </AnchorLink>
        </Group>
      )}
    </Section>
  );
}
