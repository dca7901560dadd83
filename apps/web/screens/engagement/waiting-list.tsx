import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconHourglass, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { ButtonLink } from '../../kit/links';
import { Due, When } from '../../kit/when';
import { useNames, useWords } from '../../kit/words';
import { mayIn, useEngagement } from '../../parts/engagement';
import { placeOf } from '../../parts/task-places';

/** Why it stands where it stands: people who are asked first, then what else goes on. */
export function WaitingList({ waiting }: { waiting: Of<'Waiting'> }) {
  const say = useWords();
  return (
    <Stack>
      <Text fw={700}>{say(waiting.summary)}</Text>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {waiting.waiting.map((task) => (
          <TaskEntry key={task.taskId} task={task} />
        ))}
        {waiting.causes.map((cause) => (
          <CauseEntry key={`${cause.type} ${cause.what.ja} ${cause.since}`} cause={cause} />
        ))}
      </Stack>
    </Stack>
  );
}

function TaskEntry({ task }: { task: Of<'WaitingTask'> }) {
  const { t } = useTranslation('engagement');
  const say = useWords();
  const names = useNames();
  const engagement = useEngagement();
  const isMine = [task.role, ...task.escalatedTo].some((role) => engagement.myRoles.includes(role));
  const place = placeOf(task.kind);
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="sm">
        <Stack gap={2} miw={0} flex="1 1 260px">
          <Text fw={700}>{say(task.what)}</Text>
          <Group gap="sm">
            <Text size="sm">
              <IconUser size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {names.role(task.role)}
              {task.who ? ` ${t('has', { name: task.who.name })}` : ` ${t('nobodyHas')}`}
            </Text>
            {task.pausedAt ? <Text size="sm">{t('paused')}</Text> : <Due at={task.dueAt} />}
          </Group>
          {task.holderAbsence && <Text size="sm">{t('holderAway')}</Text>}
        </Stack>
        <Group gap="xs">
          {isMine && place && mayIn(engagement, place.needs) && (
            <ButtonLink to={place.to} params={{ key: engagement.key } as never} variant="default">
              {t(`go.${place.part}`)}
            </ButtonLink>
          )}
          {mayIn(engagement, 'humanTasks.get') && (
            <ButtonLink to="/tasks/$id" params={{ id: task.taskId }} variant={isMine ? 'filled' : 'default'}>
              {isMine ? t('decide') : t('look')}
            </ButtonLink>
          )}
        </Group>
      </Group>
    </Paper>
  );
}

function CauseEntry({ cause }: { cause: Of<'WaitingCause'> }) {
  const { t } = useTranslation('engagement');
  const say = useWords();
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <IconHourglass size={18} aria-hidden />
        <Stack gap={2}>
          <Text>{say(cause.what)}</Text>
          <Text size="sm" c="dimmed">
            {t('thenNext', { step: say(cause.nextStep) })}
          </Text>
          {cause.since && (
            <Text size="sm" component="div">
              {t('since')} <When at={cause.since} />
            </Text>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}
