import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StillRunningError } from '../api/operation';
import { ProblemError } from '../api/problem';
import { ProblemAlert } from '../kit/problem-alert';
import { PlaceLink } from './place-link';
import type { Task } from './use-decision';

/** Refusals after which there is something to do besides reading them. */
const ADVICE = new Set([
  'decision_already_made',
  'task_withdrawn',
  'claimed_by_other',
  'precondition_failed',
  'four_eyes',
  'role_not_allowed',
  'on_hold',
  'human_task_not_found',
]);

export function DecisionProblem({ task, error, onRetry }: { task?: Task; error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('parts');
  if (error instanceof StillRunningError) return <Text role="status">{t('decide.later')}</Text>;
  const code = error instanceof ProblemError && ADVICE.has(error.problem.code) ? error.problem.code : undefined;
  return (
    <Stack gap="xs">
      <ProblemAlert error={error} onRetry={onRetry} />
      {code && <Text size="sm">{t(`advice.${code}`)}</Text>}
      {task && code === 'precondition_failed' && <PlaceLink task={task} />}
    </Stack>
  );
}
