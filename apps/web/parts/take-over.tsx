import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useCommand } from '../api/command';
import { ReasonDialog } from '../kit/reason-dialog';
import { toast } from '../kit/toast';
import { outdatedBy, type Task } from './use-decision';

/** From somebody who cannot go on; they are told, and the reason stays in the timeline. */
export function TakeOverDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('parts');
  const takeOver = useCommand(
    (reason: string, key) =>
      ask(
        api.POST('/api/v1/human-tasks/{id}/take-over', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    {
      outdates: outdatedBy(task),
      onDone: () => {
        toast(t('takeOver.done'));
        onClose();
      },
    },
  );
  return (
    <ReasonDialog
      title={t('menu.takeOver')}
      about={t('takeOver.about', { name: task.claimedBy?.name ?? '' })}
      submit={t('takeOver.submit')}
      isNeeded
      isPending={takeOver.isPending}
      error={takeOver.error}
      onClose={onClose}
      onSubmit={(reason) => takeOver.mutate(reason)}
    />
  );
}

export function TakeOverButton({ task }: { task: Task }) {
  const { t } = useTranslation('parts');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('menu.takeOver')}
      </Button>
      {isOpen && <TakeOverDialog task={task} onClose={() => setOpen(false)} />}
    </>
  );
}
