import { Stack, Text } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { AnchorLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { count } from '../../kit/time';
import { Due } from '../../kit/when';
import { useNames } from '../../kit/words';
import classes from './home.module.css';

/** Offers that run out within this time want a word, or others in their place. */
const SOON_MS = 2 * 86_400_000;
/** Teams are formed a few at a time. */
const SHOWN = 8;

/** Teams being formed: what they lack, and which offers run out soon. */
export function TeamGaps() {
  const { t } = useTranslation('home');
  const forming = useQuery({
    queryKey: [...keys.engagements, 'home', 'forming'],
    queryFn: () =>
      ask(api.GET('/api/v1/engagements', { params: { query: { stage: ['team_assembly'], limit: SHOWN } } })),
  });
  const engagements = forming.data?.items ?? [];
  const teams = useQueries({
    queries: engagements.map(({ key }) => ({
      queryKey: keys.engagement(key, 'team'),
      queryFn: () => ask(api.GET('/api/v1/engagements/{id}/team', { params: { path: { id: key } } })),
    })),
  });
  const offers = useQueries({
    queries: engagements.map(({ key }) => ({
      queryKey: keys.engagement(key, 'offers', 'home'),
      queryFn: () =>
        ask(api.GET('/api/v1/engagements/{id}/offers', { params: { path: { id: key }, query: { limit: 200 } } })),
    })),
  });
  if (engagements.length === 0) return null;
  return (
    <Section title={t('gaps.title')}>
      <Stack gap={0} component="ul" m={0} p={0} className={classes.list}>
        {engagements.map((engagement, at) => (
          <li key={engagement.id}>
            <AnchorLink
              to="/engagements/$key/team"
              params={{ key: engagement.key }}
              underline="never"
              className={classes.entry}
            >
              <Text fw={700}>{engagement.title}</Text>
              <Gap team={teams[at]?.data} offers={offers[at]?.data?.items ?? []} />
            </AnchorLink>
          </li>
        ))}
      </Stack>
    </Section>
  );
}

function Gap({ team, offers }: { team: Of<'TeamCheck'> | undefined; offers: readonly Of<'Offer'>[] }) {
  const { t, i18n } = useTranslation('home');
  const names = useNames();
  if (!team) return <Text size="sm">{t('common:loading')}</Text>;
  const open = offers.filter(({ status }) => status === 'sent');
  const soon = open
    .filter(({ expiresAt }) => Date.parse(expiresAt) - Date.now() < SOON_MS)
    .sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
  const short = Math.ceil((team.neededHours ?? 0) - (team.confirmedHoursP85 ?? 0));
  const lines = [
    ...team.violations.map(({ role, count: people, min, max }) =>
      t('gaps.people', { role: names.role(role as 'leader'), people, min, max }),
    ),
    ...(team.neededHours !== null && short > 0 ? [t('gaps.hours', { hours: count(short, i18n.language) })] : []),
    ...(team.missing.length > 0 ? [t('gaps.papers', { people: team.missing.length })] : []),
    ...(open.length > 0 ? [t('gaps.offers', { open: open.length })] : []),
  ];
  return (
    <Stack gap={0}>
      <Text size="sm">{lines.length > 0 ? lines.join(t('gaps.comma')) : t('gaps.complete')}</Text>
      {soon[0] && (
        <Text size="sm" component="div">
          {t('gaps.soon', { people: soon.length })} <Due at={soon[0].expiresAt} />
        </Text>
      )}
    </Stack>
  );
}
