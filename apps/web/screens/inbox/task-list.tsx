import { Box, Checkbox, Group, Paper, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../../kit/links';
import { TaskLine, useTaskName } from '../../parts/task-line';
import type { Task } from '../../parts/use-decision';
import classes from './inbox.module.css';

interface TaskListProps {
  rows: readonly Task[];
  currentId: string | undefined;
  selected: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** Beside the panel a row is shown there; alone it leads to its page. */
  isSplit: boolean;
  onOpen: (id: string) => void;
}

export const rowId = (id: string) => `row-${id}`;

/** Each row is one link to the task, with a box to choose it. */
export function TaskList({ rows, currentId, selected, onToggle, isSplit, onOpen }: TaskListProps) {
  const { t } = useTranslation('inbox');
  const nameOf = useTaskName();
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('title')}>
      {rows.map((task) => {
        const isCurrent = isSplit && task.id === currentId;
        return (
          <Paper withBorder component="li" key={task.id} className={classes.row} data-current={isCurrent || undefined}>
            <Group wrap="nowrap" gap={0} align="stretch">
              <Box component="label" className={classes.pick}>
                <Checkbox
                  checked={selected.has(task.id)}
                  onChange={() => onToggle(task.id)}
                  aria-label={t('choose', { name: nameOf(task), key: task.id })}
                />
              </Box>
              <AnchorLink
                id={rowId(task.id)}
                to="/tasks/$id"
                params={{ id: task.id }}
                className={classes.link}
                underline="never"
                aria-current={isCurrent ? 'true' : undefined}
                onClick={(event) => {
                  if (!isSplit || event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onOpen(task.id);
                }}
              >
                <TaskLine task={task} />
              </AnchorLink>
            </Group>
          </Paper>
        );
      })}
    </Stack>
  );
}
