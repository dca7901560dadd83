import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { isTimely } from '../../parts/commands';
import { DecisionReason } from '../../parts/decision-reason';
import { type Engagement, mayIn, useEngagement, waitingQuery } from '../../parts/engagement';
import { OpenDecisions } from '../../parts/open-decisions';
import { ChangeCard } from './change-card';
import { PlanChangesSection } from './plan-changes-section';
import { useChanges, useSigned } from './queries';
import { RequestForm } from './request-form';
import { changesRoute, useGo } from './route-api';

const KINDS = ['assess_change', 'consent_change', 'approve_plan_change'] as const;

/** What is to become different from what was agreed, and from the plan that is being worked by. */
export function ChangesPage() {
  const engagement = useEngagement();
  const waiting = useQuery(waitingQuery(engagement.key));
  return (
    <Loaded query={waiting} height={480}>
      {() => (
        <Stack gap="lg">
          <OpenDecisions engagement={engagement} kinds={KINDS} />
          <Changes engagement={engagement} />
          {mayIn(engagement, 'planChanges.list') && <PlanChangesSection engagement={engagement} />}
        </Stack>
      )}
    </Loaded>
  );
}

function Changes({ engagement }: { engagement: Engagement }) {
  const { t } = useTranslation('changes');
  const { key } = engagement;
  const search = changesRoute.useSearch();
  const go = useGo();
  const { query, rows, more } = useChanges(key);
  const signed = useSigned(key, mayIn(engagement, 'requirements.list'));
  const hasOpen = rows.some(({ status }) => status === 'requested' || status === 'offered');
  const mayAsk =
    mayIn(engagement, 'changes.request') &&
    isTimely('request_change', engagement) &&
    query.isSuccess &&
    !hasOpen &&
    signed.data != null;
  const close = () => go({});
  const button = mayAsk && (
    <ButtonLink to="/engagements/$key/changes" params={{ key }} search={{ ask: true }} resetScroll={false}>
      {t('request.open')}
    </ButtonLink>
  );
  return (
    <>
      {mayAsk && search.ask && signed.data && (
        <RequestForm engagement={engagement} signed={signed.data} onClose={close} />
      )}
      <Section title={t('title')} actions={rows.length > 0 && !search.ask && button}>
        <Loaded query={query} height={160}>
          {() => (rows.length === 0 ? <Empty action={!search.ask && button}>{emptyText()}</Empty> : t('about'))}
        </Loaded>
      </Section>
      {rows[0]?.status === 'refused' &&
        (['assess_change', 'consent_change'] as const).map((kind) => (
          <DecisionReason key={kind} engagement={engagement} kind={kind} outcome="refused" after={rows[0]?.createdAt} />
        ))}
      {rows.map((change) => (
        <ChangeCard key={change.no} engagement={engagement} change={change} signed={signed.data} />
      ))}
      {more && (
        <Button variant="default" onClick={more.load} loading={more.isLoading}>
          {t('common:table.more')}
        </Button>
      )}
    </>
  );

  function emptyText(): string {
    if (mayAsk) return t('empty.ask');
    if (['inquiry', 'requirements'].includes(engagement.stage)) return t('empty.early');
    return t('empty.none');
  }
}
