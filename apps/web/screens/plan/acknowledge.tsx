import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';

/** "I have read it": what the next item is given out for. Shown to whom it is asked of. */
export function Acknowledge({ engagementKey, manual }: { engagementKey: string; manual: Of<'Manual'> }) {
  const { t } = useTranslation('plan');
  const acknowledge = useCommand(
    (version: number, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/manuals/{version}/acknowledgement', {
          params: { path: { id: engagementKey, version: String(version) }, header: { 'Idempotency-Key': key } },
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey), keys.myWork],
      onDone: () => toast(t('acknowledge.done')),
    },
  );
  if (manual.acknowledged === null || manual.publishedAt === null) return null;
  if (manual.acknowledged)
    return (
      <Alert variant="light" color="green" icon={<IconCheck aria-hidden />}>
        {t('acknowledge.isDone', { no: manual.version })}
      </Alert>
    );
  return (
    <Stack align="flex-start" gap="xs">
      <Text>{t('acknowledge.about')}</Text>
      <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate(manual.version)}>
        {t('acknowledge.do', { no: manual.version })}
      </Button>
      {acknowledge.error && <ProblemAlert error={acknowledge.error} />}
    </Stack>
  );
}
