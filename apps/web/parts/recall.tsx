import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useCommand } from '../api/command';
import { ProblemAlert } from '../kit/problem-alert';
import { toast } from '../kit/toast';
import { outdatedBy, type Task } from './use-decision';

/** Its owner takes back what was lent, whoever has it by now. */
export function RecallDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('parts');
  const { t: common } = useTranslation();
  const recall = useCommand(
    (_: undefined, key) =>
      ask(
        api.POST('/api/v1/human-tasks/{id}/recall', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    {
      outdates: outdatedBy(task),
      onDone: () => {
        toast(t('recall.done'));
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('menu.recall')} closeButtonProps={{ 'aria-label': common('close') }}>
      <Stack>
        <Text>{t('recall.about', { name: task.claimedBy?.name ?? t('state.nobody') })}</Text>
        {recall.error && <ProblemAlert error={recall.error} onRetry={() => recall.mutate(undefined)} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('back')}
          </Button>
          <Button loading={recall.isPending} onClick={() => recall.mutate(undefined)} data-autofocus>
            {t('menu.recall')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
