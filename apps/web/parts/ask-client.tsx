import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useCommand } from '../api/command';
import { settled } from '../api/operation';
import { useFormDraft } from '../kit/draft';
import { ProblemAlert } from '../kit/problem-alert';
import { toast } from '../kit/toast';
import { outdatedBy, type Task } from './use-decision';

/** The task stands still until the client has answered; after three days a manager is asked to call. */
export function AskClientDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('parts');
  const { t: common } = useTranslation();
  const form = useForm({ defaultValues: { text: '' } });
  const draft = useFormDraft(`question:${task.id}`, form);
  const send = useCommand(
    (text: string, key) =>
      settled(
        api.POST('/api/v1/human-tasks/{id}/questions', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
          body: { text },
        }),
      ),
    {
      outdates: outdatedBy(task),
      onDone: () => {
        form.reset({ text: '' });
        draft.forget();
        toast(t('ask.done'));
        onClose();
      },
    },
  );
  return (
    <Modal opened onClose={onClose} title={t('menu.ask')} closeButtonProps={{ 'aria-label': common('close') }}>
      <form noValidate onSubmit={form.handleSubmit(({ text }) => send.mutate(text.trim()))}>
        <Stack>
          <Text>{t('ask.about')}</Text>
          <Textarea
            label={t('ask.text')}
            data-autofocus
            required
            maxLength={4000}
            error={form.formState.errors.text && t('ask.needed')}
            {...form.register('text', { validate: (text) => text.trim() !== '' })}
          />
          {send.error && <ProblemAlert error={send.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common('back')}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t('ask.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
