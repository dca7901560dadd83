import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isPassing, ProblemError } from '../api/problem';

/**
 * What happened, what is kept, what to do, and the number that ops can search for. `onRetry` is offered where sending the
 * same again is right.
 */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error.problem : undefined;
  // The only fault is often the detail itself.
  const faults = problem?.errors?.filter(({ detail }) => detail !== problem.detail) ?? [];
  const mayRetry = onRetry && isPassing(error);
  return (
    <Alert
      color="red"
      icon={<IconAlertCircle aria-hidden />}
      title={problem?.title ?? t('fault.unreachable')}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{problem ? (problem.detail ?? '') : t('fault.unreachableText')}</Text>
        {faults.length > 0 && (
          <List size="sm">
            {faults.slice(0, 20).map(({ pointer, detail }) => (
              <List.Item key={`${pointer}${detail}`}>{detail}</List.Item>
            ))}
          </List>
        )}
        {problem?.traceId && (
          <Text size="xs" c="dimmed">
            {t('fault.trace', { id: problem.traceId })}
          </Text>
        )}
        {mayRetry && (
          <Button size="compact-md" variant="default" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
