import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { Page } from '../../kit/page';
import { Section } from '../../kit/section';
import { today } from '../../kit/time';
import { AbsenceForm } from './absence-form';
import { AbsenceList } from './absence-list';
import { speaksForSite } from './absence-queries';

/** My own days away; for managers and coordinators, everybody's of their sites too. */
export function AbsencesPage() {
  const { t } = useTranslation('people');
  const me = useMe();
  const [isToday, setToday] = useState(true);
  return (
    <Page title={t('absences.title')} about={t('absences.about')} width={900}>
      <Section title={t('absences.declare')}>
        <AbsenceForm person={me.person} isMe />
      </Section>
      <Section title={t('absences.mine')}>
        <AbsenceList caption={t('absences.mine')} empty={t('absences.noneMine')} filter={{ personId: me.person.id }} />
      </Section>
      {speaksForSite(me) && (
        <Section
          title={t('absences.site')}
          actions={
            <Switch
              label={t('absences.onlyToday')}
              checked={isToday}
              onChange={(event) => setToday(event.currentTarget.checked)}
            />
          }
        >
          <AbsenceList
            caption={t('absences.site')}
            empty={t(isToday ? 'absences.noneToday' : 'absences.noneSite')}
            filter={isToday ? { on: today() } : {}}
            isOfMany
          />
        </Section>
      )}
    </Page>
  );
}
