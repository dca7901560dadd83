import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../kit/data-table';
import { Facts } from '../../kit/facts';
import { count } from '../../kit/time';
import { Accuracy } from './accuracy';
import type { Report } from './queries';

/** The report of a delivery in words and figures; `forClient` leaves out who and how many worked on it. */
export function DeliveryReport({ report, forClient }: { report: Report; forClient: boolean }) {
  const { t, i18n } = useTranslation('deliveries');
  const amount = (value: number) => count(value, i18n.language);
  return (
    <Stack gap="md">
      <Title order={3} size="h5">
        {t('report.title')}
      </Title>
      <Accuracy report={report} />
      <Facts
        items={[
          [t('report.items'), amount(report.items)],
          [t('report.reviewed'), amount(report.reviewed)],
          [t('report.returned'), amount(report.returned)],
          [t('report.adjudicated'), amount(report.adjudicated)],
          forClient ? undefined : [t('report.people'), amount(report.people)],
          report.planVersion !== null && report.manualVersion !== null
            ? [
                t('report.versions'),
                t('report.versionsValue', { plan: report.planVersion, manual: report.manualVersion }),
              ]
            : undefined,
        ]}
      />
      <DataTable
        caption={t('report.lots')}
        rows={report.lots}
        rowKey={({ key }) => key}
        columns={[
          { key: 'lot', title: t('lot.name'), isHeading: true, cell: ({ lotNo }) => t('lot.no', { no: lotNo }) },
          { key: 'items', title: t('lot.items'), align: 'right', cell: ({ items }) => amount(items) },
          { key: 'sampled', title: t('lot.sampled'), align: 'right', cell: ({ sampled }) => amount(sampled) },
          {
            key: 'defects',
            title: t('lot.defects'),
            align: 'right',
            cell: ({ defects, acceptanceNumber }) => t('lot.defectsOf', { defects, accepted: acceptanceNumber }),
          },
          {
            key: 'rounds',
            title: t('lot.rounds'),
            align: 'right',
            cell: ({ rounds, defectsAllRounds }) => t('lot.roundsValue', { rounds, defects: defectsAllRounds }),
          },
        ]}
      />
    </Stack>
  );
}
