import { Box, Skeleton, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMayAtAll, useMe } from '../../app/session';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Page } from '../../kit/page';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { EngagementList, Risk, WaitsFor } from './engagement-list';
import classes from './home.module.css';
import { byUrgency, type Home, openOffers, useHome, waitsForOthers } from './home-data';
import { MyOffers, MyWork } from './my-work';
import { nextStep } from './next-step';
import { NextStepCard } from './next-step-card';
import { TaskGroup } from './task-group';
import { TeamGaps } from './team-gaps';

/** What this person's day holds: the one next thing on top, then by urgency, then what lies with others. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { person } = useMe();
  const may = useMayAtAll();
  const home = useHome();
  const asked = [home.mine, home.all, home.engagements, home.atRisk, home.work, home.offers];
  const isLoading = [home.mine, home.work, home.offers].some(({ isLoading: is }) => is);
  const failed = asked.filter(({ error, data }) => error !== null && data === undefined);
  return (
    <Page
      title={t('title')}
      about={t('hello', { name: person.name })}
      actions={
        may('engagements.start') && (
          <ButtonLink
            to="/engagements"
            search={{ new: 1 }}
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t('startEngagement')}
          </ButtonLink>
        )
      }
    >
      {failed[0] && (
        <ProblemAlert
          error={failed[0].error}
          onRetry={() => {
            for (const query of failed) void query.refetch();
          }}
        />
      )}
      {isLoading ? <Waiting /> : failed.length === 0 && <Next home={home} />}
      {!isLoading && <Groups home={home} />}
    </Page>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Stack aria-busy="true" role="status" aria-label={t('loading')}>
      <Skeleton height={140} />
      <Box className={classes.columns}>
        <Skeleton height={220} />
        <Skeleton height={220} />
      </Box>
    </Stack>
  );
}

function Next({ home }: { home: Home }) {
  const { t } = useTranslation('home');
  const may = useMayAtAll();
  const step = nextStep(home);
  if (step) return <NextStepCard step={step} />;
  return (
    <Empty
      action={
        home.isTeleworker ? (
          <ButtonLink to="/offers" variant="default">
            {t('toOffers')}
          </ButtonLink>
        ) : (
          may('engagements.list') && (
            <ButtonLink to="/engagements" variant="default">
              {t('toEngagements')}
            </ButtonLink>
          )
        )
      }
    >
      {t(home.isTeleworker ? 'next.noneTeleworker' : 'next.none')}
    </Empty>
  );
}

function Groups({ home }: { home: Home }) {
  const { t } = useTranslation('home');
  const { late, dueToday, rest } = byUrgency(home.mine.data?.items ?? []);
  const others = waitsForOthers(home);
  const atRisk = home.atRisk.data?.items ?? [];
  const withKado = (home.isClient ? (home.engagements.data?.items ?? []) : []).filter(
    ({ waitingFor, closedAt }) => closedAt === null && !waitingFor.includes('client'),
  );
  const isCut = home.mine.data?.nextCursor != null;
  return (
    <Box className={classes.columns}>
      <Stack gap="lg" miw={0}>
        {home.offers.data && <MyOffers offers={openOffers(home.offers.data.items)} />}
        {home.work.data && <MyWork work={home.work.data} />}
        {home.mine.data && (
          <>
            <TaskGroup title={t('late')} tasks={late} empty={t('lateNone')} search={{ late: 1 }} />
            <TaskGroup title={t('today')} tasks={dueToday} empty={t('todayNone')} search={{}} />
            <TaskGroup title={t('forMe')} tasks={rest} isCut={isCut} empty={t('forMeNone')} search={{}} />
          </>
        )}
      </Stack>
      <Stack gap="lg" miw={0} className={classes.second}>
        {home.all.data && (
          <TaskGroup title={t('forOthers')} tasks={others} empty={t('forOthersNone')} search={{ who: 'all' }} />
        )}
        {withKado.length > 0 && (
          <Section title={t('withKado')}>
            <EngagementList items={withKado.slice(0, 8)} say={(item) => <WaitsFor item={item} />} />
          </Section>
        )}
        {atRisk.length > 0 && (
          <Section title={t('group', { title: t('risk.title'), count: atRisk.length })}>
            <EngagementList items={atRisk.slice(0, 8)} say={(item) => <Risk item={item} />} />
          </Section>
        )}
        {home.roles.includes('coordinator') && <TeamGaps />}
      </Stack>
    </Box>
  );
}
