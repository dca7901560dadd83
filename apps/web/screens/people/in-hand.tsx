import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { PersonPicker } from '../../parts/person-picker';
import { HandoverList } from './handover-list';
import { LeaveDialog } from './leave-dialog';

interface InHandProps {
  person: Of<'PersonItem'>;
  mayLeave: boolean;
}

/** What somebody has in hand and where it would go; with a successor chosen, what that one would take over. */
export function InHand({ person, mayLeave }: InHandProps) {
  const { t } = useTranslation('people');
  const [successor, setSuccessor] = useState<Of<'PersonItem'> | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const hasLeft = person.journey === 'moved_on';
  const handover = useQuery({
    enabled: !hasLeft,
    queryKey: [...keys.people, 'handover', person.id, successor?.id],
    queryFn: () =>
      ask(
        api.GET('/api/v1/people/{id}/handover', {
          params: { path: { id: person.id }, query: successor ? { successorId: successor.id } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  if (hasLeft)
    return (
      <Section title={t('inHand.title')}>
        <Text>{t('leave.hasLeft')}</Text>
      </Section>
    );
  return (
    <Section
      title={t('inHand.title')}
      actions={
        mayLeave && (
          <Button
            variant="default"
            leftSection={<IconDoorExit size={18} aria-hidden />}
            onClick={() => setLeaving(true)}
          >
            {t('leave.open')}
          </Button>
        )
      }
    >
      <Text size="sm">{t('inHand.about')}</Text>
      <PersonPicker
        label={t('inHand.successor')}
        description={t('inHand.successorAbout')}
        value={successor}
        onChange={setSuccessor}
        without={[person.id]}
      />
      <Loaded query={handover} height={200}>
        {(data) => (
          <Stack gap="md" opacity={handover.isPlaceholderData ? 0.6 : 1}>
            <HandoverList handover={data} successor={successor} />
            {data.soleDirectorOf.length > 0 && (
              <Alert color="red" title={t('inHand.soleDirector')}>
                {t('inHand.soleDirectorOf', { keys: data.soleDirectorOf.join('、') })}
              </Alert>
            )}
          </Stack>
        )}
      </Loaded>
      {isLeaving && (
        <LeaveDialog person={person} successor={successor} handover={handover.data} onClose={() => setLeaving(false)} />
      )}
    </Section>
  );
}
