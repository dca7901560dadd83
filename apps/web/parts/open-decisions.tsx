import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { Alert, Group, Paper, Stack, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../api/types';
import { Due } from '../kit/when';
import { useNames, useWords } from '../kit/words';
import { DecisionPanel } from './decision-panel';
import { type Engagement, waitingQuery } from './engagement';

type Waiting = Of<'WaitingTask'>;

/** Where a page that says "decide above" leads to: `#decisions`. */
const DECISIONS_ID = 'decisions';

interface OpenDecisionsProps {
  engagement: Engagement;
  kinds: readonly HumanTaskKind[];
  /** Of this lot only. */
  lotNo?: number | undefined;
  /** Within a `Section`: its headings stand below that of the section. */
  isInside?: boolean;
  /** What one reads before deciding, put above the panel. */
  about?: (waiting: Waiting) => ReactNode;
}

/** The open decisions that belong to a screen, on top of it: to decide where it is mine, to know of where it is not. */
export function OpenDecisions({ engagement, kinds, lotNo, isInside = false, about }: OpenDecisionsProps) {
  const waiting = useQuery(waitingQuery(engagement.key));
  const open = (waiting.data?.waiting ?? []).filter(
    (task) => kinds.includes(task.kind) && (lotNo === undefined || task.lotNo === lotNo),
  );
  if (open.length === 0) return null;
  return (
    <Stack gap="md" id={isInside ? undefined : DECISIONS_ID}>
      {open.map((task) => {
        const isMine = [task.role, ...task.escalatedTo].some((role) => engagement.myRoles.includes(role));
        return isMine ? (
          <Fragment key={task.taskId}>
            {about?.(task)}
            <Paper
              withBorder
              p={{ base: 'md', sm: 'lg' }}
              style={{ borderInlineStart: '6px solid var(--mantine-primary-color-filled)' }}
            >
              <DecisionPanel taskId={task.taskId} order={isInside ? 3 : 2} />
            </Paper>
          </Fragment>
        ) : (
          <ElsewhereDecided key={task.taskId} task={task} />
        );
      })}
    </Stack>
  );
}

function ElsewhereDecided({ task }: { task: Waiting }) {
  const { t } = useTranslation('openDecisions');
  const say = useWords();
  const names = useNames();
  return (
    <Alert color="blue" icon={<IconHourglass aria-hidden />} title={say(task.what)}>
      <Group gap="md">
        <Text size="sm">
          {task.who
            ? t('with', { name: task.who.name, role: names.role(task.role) })
            : t('withRole', { role: names.role(task.role) })}
        </Text>
        {task.pausedAt ? <Text size="sm">{t('paused')}</Text> : <Due at={task.dueAt} />}
      </Group>
    </Alert>
  );
}
