import { Alert, List, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { ReasonDialog } from '../../kit/reason-dialog';
import { today } from '../../kit/time';
import { toast } from '../../kit/toast';

interface LeaveDialogProps {
  person: Of<'PersonItem'>;
  successor: Of<'PersonItem'> | null;
  handover: Of<'Handover'> | undefined;
  onClose: () => void;
}

/** Cannot be taken back: says once more what happens, and wants the person's code typed. */
export function LeaveDialog({ person, successor, handover, onClose }: LeaveDialogProps) {
  const { t } = useTranslation('people');
  const [lastDay, setLastDay] = useState(today());
  const [typed, setTyped] = useState('');
  const [isAsked, setAsked] = useState(false);
  const leave = useCommand(
    (body: Of<'LeavePerson'>, key) =>
      ask(
        api.POST('/api/v1/people/{id}/leave', {
          params: { path: { id: person.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.people, keys.tasks, keys.engagements, ['engagement']],
      onDone: () => {
        toast(t('leave.done', { name: person.name }));
        onClose();
      },
    },
  );
  const isTyped = typed.normalize('NFKC').trim().toUpperCase() === person.code.toUpperCase();
  const isSole = (handover?.soleDirectorOf.length ?? 0) > 0;
  return (
    <ReasonDialog
      title={t('leave.title', { name: person.name })}
      submit={t('leave.submit')}
      isNeeded
      isDangerous
      isPending={leave.isPending}
      error={leave.error}
      onClose={onClose}
      onSubmit={(reason) => {
        setAsked(true);
        if (!isTyped || isSole || lastDay === '' || lastDay > today()) return;
        leave.mutate({ reason, lastDay, ...(successor && { successorId: successor.id }) });
      }}
      about={
        <>
          <Text fw={700}>{t('leave.irreversible')}</Text>
          {handover && (
            <List size="sm" mt="xs">
              <List.Item>{t('inHand.memberships', { count: handover.memberships.length })}</List.Item>
              <List.Item>{t('inHand.tasks', { count: handover.tasks.length })}</List.Item>
              <List.Item>{t('inHand.items', { count: handover.items + handover.returned })}</List.Item>
              <List.Item>{t('inHand.offers', { count: handover.offers })}</List.Item>
              <List.Item>
                {successor ? t('leave.successor', { name: successor.name }) : t('leave.noSuccessor')}
              </List.Item>
              <List.Item>{t('leave.signInEnds')}</List.Item>
            </List>
          )}
        </>
      }
    >
      {isSole && (
        <Alert color="red" title={t('inHand.soleDirector')}>
          {t('leave.chooseSuccessor')}
        </Alert>
      )}
      <TextInput
        type="date"
        label={t('leave.lastDay')}
        value={lastDay}
        max={today()}
        onChange={(event) => setLastDay(event.currentTarget.value)}
        error={isAsked && (lastDay === '' || lastDay > today()) ? t('leave.notAhead') : undefined}
        required
      />
      <TextInput
        label={t('leave.type', { code: person.code })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={isAsked && !isTyped ? t('leave.typeNeeded', { code: person.code }) : undefined}
        autoComplete="off"
        required
      />
    </ReasonDialog>
  );
}
