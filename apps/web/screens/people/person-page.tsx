import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useMayAtAll, useMe } from '../../app/session';
import { Facts } from '../../kit/facts';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { Section } from '../../kit/section';
import { useSkillName } from '../../kit/skill-names';
import { count } from '../../kit/time';
import { useNames } from '../../kit/words';
import { AbsenceForm } from './absence-form';
import { AbsenceList } from './absence-list';
import { speaksForSite, useAwayToday } from './absence-queries';
import { InHand } from './in-hand';
import { AwayTag } from './people-table';

export function PersonPage() {
  const { id } = useParams({ from: '/app/people/$id' });
  const person = useQuery({
    queryKey: [...keys.people, 'one', id],
    queryFn: () => ask(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  });
  return (
    <Loaded query={person} height={400}>
      {(data) => <Person key={data.id} person={data} />}
    </Loaded>
  );
}

/** One person: what is known, when they are away, what they have in hand, and the way out. */
function Person({ person }: { person: Of<'PersonItem'> }) {
  const { t, i18n } = useTranslation('people');
  const names = useNames();
  const skillName = useSkillName();
  const me = useMe();
  const may = useMayAtAll();
  const away = useAwayToday();
  const hours = (value: number) => t('hoursAWeek', { hours: count(value, i18n.language) });
  const isMe = me.person.id === person.id;
  return (
    <Page
      title={person.name}
      about={
        <Group gap="xs">
          <Text>{person.kana}</Text>
          <Text className="figures">{person.code}</Text>
          {away.has(person.id) && <AwayTag />}
        </Group>
      }
      actions={<AnchorLink to="/people">{t('toList')}</AnchorLink>}
    >
      <Section title={t('profile')}>
        <Facts
          items={[
            [t('role'), person.roles.map(names.role).join('・') || '—'],
            [t('municipality'), person.municipality],
            [t('journey'), names.code('journey', person.journey)],
            [
              t('skill'),
              person.skills.map(({ skill, level }) => `${skillName(skill)} ${level}`).join(t('listSeparator')) || '—',
            ],
            [t('hoursDeclared'), hours(person.hoursPerWeek)],
            [t('free'), hours(person.freeHours)],
            [t('ceiling'), hours(person.ceilingHoursPerWeek)],
            [t('wished'), hours(person.wishedMinimumHours)],
          ]}
        />
      </Section>
      {may('people.handover') && <InHand person={person} mayLeave={may('people.leave') && !isMe} />}
      {(speaksForSite(me) || isMe) && (
        <Section title={t('absences.title')}>
          {person.journey !== 'moved_on' && <AbsenceForm person={person} isMe={isMe} />}
          <AbsenceList caption={t('absences.title')} empty={t('absences.noneOne')} filter={{ personId: person.id }} />
        </Section>
      )}
    </Page>
  );
}
