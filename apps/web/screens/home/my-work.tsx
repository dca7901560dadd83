import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { AnchorLink, ButtonLink } from '../../kit/links';
import { Section } from '../../kit/section';
import { count } from '../../kit/time';
import { Day, Due } from '../../kit/when';
import { useWords } from '../../kit/words';
import classes from './home.module.css';
import { MANUAL, WORK } from './next-step';

/** Work that is there for me, engagement by engagement, each with the one button that goes on with it. */
export function MyWork({ work }: { work: Of<'MyWorkList'> }) {
  const { t, i18n } = useTranslation('home');
  return (
    <Section title={t('work.title')} actions={<AnchorLink to="/work">{t('work.all')}</AnchorLink>}>
      <Text size="sm" c="dimmed">
        {t('work.hours', {
          hours: count(Math.round(work.hoursThisWeek * 10) / 10, i18n.language),
          ceiling: count(work.ceilingHoursPerWeek, i18n.language),
        })}
      </Text>
      {work.items.length === 0 ? (
        <Text c="dimmed">{t('work.none')}</Text>
      ) : (
        <Stack gap={0} component="ul" m={0} p={0} className={classes.list}>
          {work.items.map((job) => (
            <Job key={job.engagement.id} job={job} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function Job({ job }: { job: Of<'MyWork'> }) {
  const { t, i18n } = useTranslation('home');
  const say = useWords();
  const { key, title } = job.engagement;
  const isBegun = job.held > 0 || job.returned > 0;
  const figures = (['returned', 'held', 'available'] as const)
    .filter((name) => job[name] > 0)
    .map((name) => t(`work.${name}`, { count: count(job[name], i18n.language) }));
  return (
    <Group component="li" justify="space-between" gap="sm" py="sm">
      <Stack gap={2} flex="1 1 240px" miw={0}>
        <Text fw={700}>{title}</Text>
        <Text size="sm">{figures.length > 0 ? figures.join(t('parts:listComma')) : t('work.nothing')}</Text>
        {job.closed && job.manualToAcknowledge === null && (
          <Text size="sm">
            {say(job.closed.reason)} {say(job.closed.fix)}
          </Text>
        )}
        {job.leaseUntil && job.held > 0 && (
          <Text size="sm" component="div">
            {t('work.lease')} <Due at={job.leaseUntil} />
          </Text>
        )}
        {job.deadline && (
          <Text size="sm" component="div">
            {t('work.deadline')} <Day date={job.deadline} />
          </Text>
        )}
      </Stack>
      {job.manualToAcknowledge !== null ? (
        <ButtonLink to={MANUAL} params={{ key }} variant="default">
          {t('go.manual')}
        </ButtonLink>
      ) : (
        (isBegun || job.available > 0) && (
          <ButtonLink to={WORK} params={{ key }} variant={isBegun ? 'filled' : 'default'}>
            {t(job.returned > 0 ? 'go.returned' : isBegun ? 'go.held' : 'go.start')}
          </ButtonLink>
        )
      )}
    </Group>
  );
}

export function MyOffers({ offers }: { offers: readonly Of<'Offer'>[] }) {
  const { t } = useTranslation('home');
  if (offers.length === 0) return null;
  return (
    <Section title={t('group', { title: t('offers.title'), count: offers.length })}>
      <Stack gap={0} component="ul" m={0} p={0} className={classes.list}>
        {offers.slice(0, 5).map((offer) => (
          <li key={offer.id}>
            <AnchorLink to="/offers" underline="never" className={classes.entry}>
              <Text fw={700}>{offer.title}</Text>
              <Text size="sm">{t('offers.hours', { hours: offer.hoursPerWeek, yen: offer.hourlyYen })}</Text>
              <Due at={offer.expiresAt} />
            </AnchorLink>
          </li>
        ))}
      </Stack>
      <Text size="sm" c="dimmed">
        {t('offers.promise')}
      </Text>
    </Section>
  );
}
