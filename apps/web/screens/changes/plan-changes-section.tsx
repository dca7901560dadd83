import { Button, NativeSelect, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { shortDateTime } from '../../kit/time';
import { isTimely } from '../../parts/commands';
import { DecisionReason } from '../../parts/decision-reason';
import { type Engagement, mayIn } from '../../parts/engagement';
import { PlanChangeCard } from './plan-change-card';
import { DryRun } from './plan-dry-run';
import { usePlanChanges, usePlans } from './queries';
import { changesRoute, useGo } from './route-api';

/** Changes of the plan that is being worked by: looked at without consequence, proposed by the director, approved by a manager. */
export function PlanChangesSection({ engagement }: { engagement: Engagement }) {
  const { t, i18n } = useTranslation('changes');
  const { key } = engagement;
  const search = changesRoute.useSearch();
  const go = useGo();
  const { query, rows, more } = usePlanChanges(key);
  const plans = usePlans(key, mayIn(engagement, 'plans.list'));
  const all = plans.data ?? [];
  const approved = all.find(({ status }) => status === 'approved')?.version;
  // What is proposed is being decided on; what was returned is written anew.
  const proposed = rows.find(({ status }) => status === 'proposed')?.planVersion;
  const drafts = all.filter(
    ({ status, version }) => status === 'draft' && version !== proposed && approved !== undefined && version > approved,
  );
  const nameOf = (code: string) =>
    all.flatMap(({ plan }) => plan.steps).find((step) => step.code === code)?.nameJa ?? code;
  const mayLook = mayIn(engagement, 'planChanges.check') && drafts.length > 0;
  const shown = drafts.some(({ version }) => version === search.plan) ? search.plan : undefined;
  const look = (plan: number | undefined) => go(plan ? { plan } : {});
  return (
    <Section title={t('plan.title')}>
      {mayLook && (
        <Paper withBorder p="md">
          <Stack gap="md">
            <NativeSelect
              label={t('dry.choose')}
              description={t('dry.chooseHelp')}
              value={shown ?? ''}
              maw={420}
              onChange={(event) => look(Number(event.currentTarget.value) || undefined)}
              data={[
                { value: '', label: t('dry.none') },
                ...drafts.map(({ version, createdAt }) => ({
                  value: String(version),
                  label: t('dry.version', { version, at: shortDateTime(createdAt, i18n.language) }),
                })),
              ]}
            />
            {shown !== undefined && (
              <DryRun
                engagement={engagement}
                version={shown}
                mayPropose={proposed === undefined}
                nameOf={nameOf}
                onDone={() => look(undefined)}
              />
            )}
          </Stack>
        </Paper>
      )}
      <Loaded query={query} height={120}>
        {() =>
          rows.length === 0 ? (
            <Empty>{emptyText()}</Empty>
          ) : (
            <Stack gap="md">
              <Title order={3} size="h5">
                {t('plan.list')}
              </Title>
              {rows[0]?.status === 'returned' && (
                <DecisionReason
                  engagement={engagement}
                  kind="approve_plan_change"
                  outcome="returned"
                  after={rows[0].createdAt}
                />
              )}
              {rows.map((change) => (
                <PlanChangeCard key={change.planVersion} change={change} nameOf={nameOf} />
              ))}
              {more && (
                <Button variant="default" onClick={more.load} loading={more.isLoading}>
                  {t('common:table.more')}
                </Button>
              )}
            </Stack>
          )
        }
      </Loaded>
      {!mayLook && mayIn(engagement, 'planChanges.propose') && isTimely('propose_plan_change', engagement) && (
        <Text size="sm">{t('plan.how')}</Text>
      )}
    </Section>
  );

  function emptyText(): string {
    if (approved === undefined) return t('plan.emptyEarly');
    return t('plan.empty');
  }
}
