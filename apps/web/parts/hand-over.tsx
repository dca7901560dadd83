import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { useCommand } from '../api/command';
import { ReasonDialog } from '../kit/reason-dialog';
import { toast } from '../kit/toast';
import { DeciderSelect } from './decider-select';
import { outdatedBy, type Task } from './use-decision';

interface Handing {
  personId?: string;
  reason: string;
}

/** Lent to a peer: they act in my place, and I may take it back. */
export function DelegateDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('parts');
  const [person, setPerson] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const delegate = useCommand(
    ({ personId = '', reason }: Handing, key) =>
      ask(
        api.POST('/api/v1/human-tasks/{id}/delegate', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
          body: { personId, ...(reason !== '' && { reason }) },
        }),
      ),
    {
      outdates: outdatedBy(task),
      onDone: () => {
        toast(t('delegate.done'));
        onClose();
      },
    },
  );
  return (
    <ReasonDialog
      title={t('menu.delegate')}
      about={t('delegate.about')}
      submit={t('delegate.submit')}
      isPending={delegate.isPending}
      error={delegate.error}
      onClose={onClose}
      onSubmit={(reason) => {
        setMissing(person === null);
        if (person !== null) delegate.mutate({ personId: person, reason });
      }}
    >
      <DeciderSelect
        task={task}
        peersOnly
        value={person}
        onChange={setPerson}
        error={isMissing && person === null ? t('person.needed') : undefined}
      />
    </ReasonDialog>
  );
}

/** Given away for good, to somebody or back to everybody who may decide it. */
export function ForwardDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation('parts');
  const [to, setTo] = useState<'person' | 'everybody'>('person');
  const [person, setPerson] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const forward = useCommand(
    (body: Handing, key) =>
      ask(
        api.POST('/api/v1/human-tasks/{id}/forward', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: outdatedBy(task),
      onDone: () => {
        toast(t('forward.done'));
        onClose();
      },
    },
  );
  return (
    <ReasonDialog
      title={t('menu.forward')}
      about={t('forward.about')}
      submit={t('forward.submit')}
      isNeeded
      isPending={forward.isPending}
      error={forward.error}
      onClose={onClose}
      onSubmit={(reason) => {
        if (to === 'everybody') return forward.mutate({ reason });
        setMissing(person === null);
        if (person !== null) forward.mutate({ personId: person, reason });
      }}
    >
      <Radio.Group label={t('forward.to')} value={to} onChange={(value) => setTo(value as typeof to)}>
        <Stack gap="xs" mt={4}>
          <Radio value="person" label={t('forward.person')} />
          <Radio value="everybody" label={t('forward.everybody')} />
        </Stack>
      </Radio.Group>
      {to === 'person' && (
        <DeciderSelect
          task={task}
          value={person}
          onChange={setPerson}
          error={isMissing && person === null ? t('person.needed') : undefined}
        />
      )}
    </ReasonDialog>
  );
}
