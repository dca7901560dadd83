import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';
import { PersonPicker } from '../../parts/person-picker';

type Appointed = Of<'AddMember'>['role'];

/** Who appoints whom without an offer; teleworkers are always asked. */
const ROLES: Record<'manager' | 'coordinator', readonly Appointed[]> = {
  manager: ['director', 'pro'],
  coordinator: ['director', 'leader'],
};

export function AppointDialog({ engagement, onClose }: { engagement: Of<'Engagement'>; onClose: () => void }) {
  const { t } = useTranslation('team');
  const names = useNames();
  const roles = [
    ...new Set(
      (['manager', 'coordinator'] as const).flatMap((mine) => (engagement.myRoles.includes(mine) ? ROLES[mine] : [])),
    ),
  ];
  const [role, setRole] = useState<Appointed>(roles[0] ?? 'director');
  const [person, setPerson] = useState<Of<'PersonItem'> | null>(null);
  const [isAsked, setAsked] = useState(false);
  const add = useCommand(
    (body: Of<'AddMember'>, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/members', {
          params: { path: { id: engagement.key }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagement.key)],
      onDone: ({ name }) => {
        toast(t('appoint.done', { name, role: names.role(role) }));
        onClose();
      },
    },
  );
  const present = new Set((engagement.members ?? []).filter((one) => one.role === role).map((one) => one.person.id));
  return (
    <Modal opened onClose={onClose} title={t('appoint.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (person) add.mutate({ personId: person.id, role });
        }}
      >
        <Stack>
          <Text size="sm">{t('appoint.about')}</Text>
          <NativeSelect
            label={t('members.role')}
            value={role}
            onChange={(event) => {
              setRole(event.currentTarget.value as Appointed);
              setPerson(null);
            }}
            data={roles.map((value) => ({ value, label: names.role(value) }))}
          />
          <PersonPicker
            key={role}
            label={t('appoint.person')}
            role={role}
            value={person}
            onChange={setPerson}
            without={[...present]}
            required
            {...(isAsked && !person && { error: t('appoint.personNeeded') })}
          />
          {add.error && <ProblemAlert error={add.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:back')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('appoint.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
