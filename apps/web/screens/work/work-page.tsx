import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { useMe } from '../../app/session';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { unsentAnswers } from './keep';
import { WeekLine } from './week-line';
import { WorkCard } from './work-card';

/** What I can work on today, in every engagement; what waits in this browser first. */
export function WorkPage() {
  const { t } = useTranslation('work');
  const me = useMe();
  const work = useQuery({ queryKey: keys.myWork, queryFn: () => ask(api.GET('/api/v1/me/work')) });
  const waiting = useMemo(() => unsentAnswers(me.person.id), [me.person.id]);
  return (
    <Page
      title={t('title')}
      about={t('about')}
      width={800}
      actions={
        <ButtonLink to="/offers" variant="default">
          {t('toOffers')}
        </ButtonLink>
      }
    >
      <Loaded query={work} height={320}>
        {({ items, hoursThisWeek, ceilingHoursPerWeek }) => {
          const isUrgent = (key: string) => (waiting.get(key) ?? 0) > 0;
          const first = items.filter(({ engagement, returned }) => isUrgent(engagement.key) || returned > 0);
          const others = items.filter((one) => !first.includes(one));
          return (
            <Stack gap="lg">
              <WeekLine hours={hoursThisWeek} ceiling={ceilingHoursPerWeek} />
              {items.length === 0 ? (
                <Empty action={<ButtonLink to="/offers">{t('toOffers')}</ButtonLink>}>{t('none')}</Empty>
              ) : (
                <Stack component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                  {[...first, ...others].map((one) => (
                    <li key={one.engagement.key}>
                      <WorkCard work={one} waiting={waiting.get(one.engagement.key) ?? 0} />
                    </li>
                  ))}
                </Stack>
              )}
              <Text size="sm" c="dimmed">
                {t('promise')}
              </Text>
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
