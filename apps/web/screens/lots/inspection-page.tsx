import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { ProblemError } from '../../api/problem';
import { Facts } from '../../kit/facts';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { StageTag } from '../../kit/stage-tag';
import { useNames } from '../../kit/words';
import { DecisionsHere } from '../../parts/decisions-here';
import { waitingQuery } from '../../parts/engagement';
import { lotKey } from '../../parts/members';
import { InspectBench } from './inspect-bench';
import { InspectionState } from './inspection-state';

/** The sample of a lot, item by item; then what is decided by it. */
export function InspectionPage() {
  const { t } = useTranslation('lots');
  const { key, lotNo } = useParams({ from: '/app/engagements/$key/lots/$lotNo/inspection' });
  const id = lotKey(key, lotNo);
  const lot = useQuery({
    queryKey: keys.engagement(key, 'lots', lotNo),
    queryFn: () => ask(api.GET('/api/v1/lots/{id}', { params: { path: { id } } })),
  });
  const sample = useQuery({
    queryKey: keys.engagement(key, 'lots', lotNo, 'sample'),
    queryFn: async () => {
      try {
        return await ask(api.GET('/api/v1/lots/{id}/inspection', { params: { path: { id } } }));
      } catch (error) {
        if (error instanceof ProblemError && error.problem.code === 'inspection_closed') return null;
        throw error;
      }
    },
  });
  const { data: waiting } = useQuery(waitingQuery(key));
  /** Verdicts are taken while the inspection is asked for; then a director decides by them. */
  const isOpen = waiting?.waiting.some((task) => task.kind === 'inspect_lot' && task.lotNo === Number(lotNo)) ?? false;
  return (
    <Stack gap="lg">
      <AnchorLink to="/engagements/$key/lots" params={{ key }}>
        {t('backToLots')}
      </AnchorLink>
      <Section title={t('inspectionOf', { no: lotNo })}>
        <Loaded query={lot} height={80}>
          {(one) => (
            <Facts
              items={[
                [t('column.stage'), <StageTag key="stage" stage={one.stage} />],
                [t('column.round'), t('roundNo', { round: one.round })],
                [t('column.items'), t('itemCount', { count: one.total })],
                one.inspection ? undefined : [t('column.inspection'), <InspectionState key="state" lot={one} />],
              ]}
            />
          )}
        </Loaded>
        <Loaded query={sample} height={420}>
          {(drawn) =>
            drawn === null || lot.data === undefined ? (
              <Alert variant="light" icon={<IconInfoCircle aria-hidden />} title={t('noSample.title')}>
                <Text size="sm">{t('noSample.text')}</Text>
              </Alert>
            ) : (
              <InspectBench engagementKey={key} lotNo={lotNo} sample={drawn} isOpen={isOpen} />
            )
          }
        </Loaded>
      </Section>
      {lot.data?.stage === 'quality' && <AfterDecision />}
      <DecisionsHere kinds={['inspect_lot', 'decide_lot']} lotNo={Number(lotNo)} />
    </Stack>
  );
}

/** What comes of each decision, before it is made. */
function AfterDecision() {
  const { t } = useTranslation('lots');
  const names = useNames();
  return (
    <Section title={t('after.title')}>
      <Facts
        items={(['approved', 'refused', 'rework'] as const).map((outcome) => [
          names.outcome(outcome, 'decide_lot'),
          t(`after.${outcome}Text`),
        ])}
      />
    </Section>
  );
}
