import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { Empty } from '../../kit/empty';
import { AnchorLink, ButtonLink } from '../../kit/links';
import { Pages } from '../../kit/pages-loaded';
import { Section } from '../../kit/section';
import { StageTag } from '../../kit/stage-tag';
import { count } from '../../kit/time';
import { DecisionsHere } from '../../parts/decisions-here';
import { useMayHere } from '../../parts/members';
import { InspectionState } from './inspection-state';

type Lot = Of<'Lot'>;

export function LotsPage() {
  const { t, i18n } = useTranslation('lots');
  const { key } = useParams({ from: '/app/engagements/$key' });
  const mayHere = useMayHere();
  const lots = usePages(keys.engagement(key, 'lots'), (cursor) =>
    ask(api.GET('/api/v1/engagements/{id}/lots', { params: { path: { id: key }, query: { cursor, limit: 100 } } })),
  );
  const mayInspect = mayHere('inspections.sample');
  const columns: Column<Lot>[] = [
    {
      key: 'lot',
      title: t('column.lot'),
      isHeading: true,
      cell: (lot) => (
        <Stack gap={0}>
          <Text fw={700}>{lot.lotNo === 0 ? t('pilotLot') : t('lotNo', { no: lot.lotNo })}</Text>
          <Text size="xs" c="dimmed">
            {lot.key}
            {lot.formedFor !== null && ` ${t('formedForChange', { no: lot.formedFor.replace(/^change:/, '') })}`}
          </Text>
        </Stack>
      ),
    },
    { key: 'stage', title: t('column.stage'), cell: (lot) => <StageTag stage={lot.stage} /> },
    {
      key: 'round',
      title: t('column.round'),
      align: 'right',
      wideOnly: true,
      cell: (lot) => t('roundNo', { round: lot.round }),
    },
    { key: 'progress', title: t('column.progress'), cell: (lot) => <LotProgress lot={lot} language={i18n.language} /> },
    { key: 'inspection', title: t('column.inspection'), cell: (lot) => <InspectionState lot={lot} /> },
    {
      key: 'go',
      title: t('column.go'),
      cell: (lot) => (
        <Group gap="xs">
          {mayInspect && lot.inspection && (
            <ButtonLink
              variant={lot.stage === 'quality' ? 'filled' : 'default'}
              to="/engagements/$key/lots/$lotNo/inspection"
              params={{ key, lotNo: String(lot.lotNo) }}
            >
              {lot.stage === 'quality' ? t('openInspection') : t('seeInspection')}
            </ButtonLink>
          )}
          {mayHere('items.list') && (
            <AnchorLink to="/engagements/$key/items" params={{ key }} search={{ lot: String(lot.lotNo) }}>
              {t('itemsOfLot')}
            </AnchorLink>
          )}
        </Group>
      ),
    },
  ];
  return (
    <Stack gap="lg">
      <DecisionsHere kinds={['inspect_lot', 'decide_lot']} />
      <Section
        title={t('title')}
        actions={
          mayHere('adjudications.list') && (
            <ButtonLink variant="default" to="/engagements/$key/adjudications" params={{ key }}>
              {t('toAdjudications')}
            </ButtonLink>
          )
        }
      >
        <Pages query={lots.query} height={240}>
          {lots.rows.length === 0 ? (
            <Empty>{t('empty')}</Empty>
          ) : (
            <DataTable
              caption={t('title')}
              columns={columns}
              rows={lots.rows}
              rowKey={(lot) => lot.id}
              more={lots.more}
            />
          )}
        </Pages>
        <Alert variant="light" icon={<IconInfoCircle aria-hidden />} title={t('how.title')}>
          <Stack gap={4} component="ul" m={0} pl="md">
            {(['production', 'quality', 'refused', 'rework', 'approved'] as const).map((line) => (
              <Text component="li" size="sm" key={line}>
                {t(`how.${line}`)}
              </Text>
            ))}
          </Stack>
        </Alert>
      </Section>
    </Stack>
  );
}

function LotProgress({ lot, language }: { lot: Lot; language: string }) {
  const { t } = useTranslation('lots');
  const done = lot.total - lot.open;
  const share = lot.total === 0 ? 0 : Math.floor((100 * done) / lot.total);
  return (
    <Stack gap={4} miw={150}>
      <Text size="sm" className="figures">
        {t('progress', { done: count(done, language), total: count(lot.total, language), share })}
      </Text>
      <Progress value={share} size="md" aria-label={t('progressOf', { lot: lot.key })} />
    </Stack>
  );
}
