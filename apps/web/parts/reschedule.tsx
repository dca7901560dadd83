import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useCommand } from '../api/command';
import { settled } from '../api/operation';
import { ReasonDialog } from '../kit/reason-dialog';
import { toast } from '../kit/toast';
import { outdatedBy, type Task } from './use-decision';

const inJapan = (at: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(at))
    .replace(' ', 'T');

/** Another due time, in Japan's time wherever the browser stands; its clocks move with it. */
export function RescheduleDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('parts');
  const [due, setDue] = useState(inJapan(task.dueAt));
  const [fault, setFault] = useState<string>();
  const reschedule = useCommand(
    (body: { dueAt: string; reason: string }, key) =>
      settled(
        api.POST('/api/v1/human-tasks/{id}/reschedule', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: outdatedBy(task),
      onDone: () => {
        toast(t('reschedule.done'));
        onClose();
      },
    },
  );
  return (
    <ReasonDialog
      title={t('menu.reschedule')}
      about={t('reschedule.about')}
      submit={t('reschedule.submit')}
      isNeeded
      isPending={reschedule.isPending}
      error={reschedule.error}
      onClose={onClose}
      onSubmit={(reason) => {
        const at = Date.parse(`${due}:00+09:00`);
        if (Number.isNaN(at) || at <= Date.now()) return setFault(t('reschedule.future'));
        setFault(undefined);
        reschedule.mutate({ dueAt: new Date(at).toISOString(), reason });
      }}
    >
      <TextInput
        type="datetime-local"
        data-autofocus
        label={t('reschedule.due')}
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
        error={fault}
        required
      />
    </ReasonDialog>
  );
}
