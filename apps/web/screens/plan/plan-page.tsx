import { Stack } from '@mantine/core';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { DecisionsHere } from '../../parts/decisions-here';
import { mayIn, useEngagement } from '../../parts/engagement';
import { PlanEditor } from './plan-editor';
import { PlanVersions } from './plan-versions';
import { PlanView } from './plan-view';
import { usePlans } from './queries';

const KINDS = ['write_plan', 'approve_plan', 'approve_plan_change'] as const;

export function PlanPage() {
  const { t } = useTranslation('plan');
  const { key } = useParams({ from: '/app/engagements/$key/plan' });
  const search = useSearch({ from: '/app/engagements/$key/plan' });
  const navigate = useNavigate({ from: '/engagements/$key/plan' });
  const engagement = useEngagement();
  const mayRead = mayIn(engagement, 'plans.list');
  const plans = usePlans(key, mayRead);
  if (!mayRead) return <Navigate to="/engagements/$key/manual" params={{ key }} replace />;
  const mayWrite = mayIn(engagement, 'plans.write');
  const isEditing = search.edit === true && mayWrite;
  return (
    <Stack gap="lg">
      {!isEditing && <DecisionsHere kinds={KINDS} />}
      <Loaded query={plans} height={520}>
        {(versions) => {
          if (isEditing)
            return (
              <PlanEditor
                engagementKey={key}
                versions={versions}
                onClose={(version) => void navigate({ search: version === undefined ? {} : { version } })}
              />
            );
          const write = mayWrite && (
            <ButtonLink to="/engagements/$key/plan" params={{ key }} search={{ edit: true }}>
              {versions.length === 0 ? t('writeFirst') : t('writeNext')}
            </ButtonLink>
          );
          const chosen = versions.find(({ version }) => version === search.version) ?? versions[0];
          const toManual = (
            <ButtonLink variant="default" to="/engagements/$key/manual" params={{ key }}>
              {t('toManual')}
            </ButtonLink>
          );
          return chosen ? (
            <>
              <PlanView
                engagementKey={key}
                chosen={chosen}
                versions={versions}
                actions={
                  <>
                    {toManual}
                    {write}
                  </>
                }
              />
              <PlanVersions engagementKey={key} versions={versions} chosen={chosen.version} />
            </>
          ) : (
            <Section title={t('title')} actions={toManual}>
              <Empty action={write}>{mayWrite ? t('emptyWrite') : t('empty')}</Empty>
            </Section>
          );
        }}
      </Loaded>
    </Stack>
  );
}
