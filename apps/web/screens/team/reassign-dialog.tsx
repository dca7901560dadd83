import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useMayAtAll } from '../../app/session';
import { ReasonDialog } from '../../kit/reason-dialog';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';
import { PersonPicker } from '../../parts/person-picker';
import type { Member } from './members';
import { TeamColleague } from './team-colleague';

interface ReassignDialogProps {
  engagementKey: string;
  member: Member;
  onClose: () => void;
}

/** Somebody cannot go on: another one takes the place, with every open task and everything in hand. */
export function ReassignDialog({ engagementKey, member, onClose }: ReassignDialogProps) {
  const { t } = useTranslation('team');
  const names = useNames();
  const mayLookUp = useMayAtAll()('people.list');
  const [to, setTo] = useState<{ id: string; name: string } | null>(null);
  const [isAsked, setAsked] = useState(false);
  const role = member.role === 'director' ? 'director' : 'leader';
  const reassign = useCommand(
    (body: Of<'ReassignMember'>, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/reassign', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey), keys.tasks],
      onDone: ({ passed }) => {
        toast(t('reassign.done', { from: member.name, to: to?.name ?? '', count: passed.length }));
        onClose();
      },
    },
  );
  const error = isAsked && !to ? t('reassign.personNeeded') : undefined;
  return (
    <ReasonDialog
      title={t('reassign.title', { name: member.name })}
      about={t('reassign.about', { role: names.role(role) })}
      submit={t('reassign.submit')}
      isNeeded
      isPending={reassign.isPending}
      error={reassign.error}
      onClose={onClose}
      onSubmit={(reason) => {
        setAsked(true);
        if (to) reassign.mutate({ role, fromPersonId: member.personId, toPersonId: to.id, reason });
      }}
    >
      {mayLookUp ? (
        <PersonPicker
          label={t('reassign.to')}
          role={role}
          value={to as Of<'PersonItem'> | null}
          onChange={setTo}
          without={[member.personId]}
          required
          {...(error && { error })}
        />
      ) : (
        <TeamColleague
          label={t('reassign.to')}
          engagementKey={engagementKey}
          without={member.personId}
          onChange={setTo}
          error={error}
        />
      )}
      {!mayLookUp && <Alert color="gray">{t('reassign.colleaguesOnly')}</Alert>}
    </ReasonDialog>
  );
}
