import { belowFloor } from '@kado/domain/quote';
import { Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../kit/data-table';
import { StatusTag } from '../../kit/status-tag';
import { percent, yen } from '../../kit/time';
import { Day, When } from '../../kit/when';
import type { Quote } from './queries';

/** Quotes, newest first. Cost, margin and author are there only where the API tells them. */
export function QuoteTable({ quotes }: { quotes: readonly Quote[] }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const isInside = quotes.some(({ marginRate }) => marginRate !== undefined);
  const inside: Column<Quote>[] = [
    {
      key: 'margin',
      title: t('result.margin'),
      align: 'right',
      cell: ({ marginRate }) =>
        marginRate !== undefined && (
          <>
            {belowFloor(marginRate) && (
              <IconAlertTriangle size={16} role="img" aria-label={t('floor.below')} style={{ verticalAlign: '-2px' }} />
            )}{' '}
            {percent(marginRate, language, 2)}
          </>
        ),
    },
    {
      key: 'cost',
      title: t('result.cost'),
      align: 'right',
      cell: ({ result }) => result && yen(result.costYen, language),
    },
    { key: 'author', title: t('column.author'), cell: ({ author }) => author?.name ?? '' },
  ];
  return (
    <DataTable
      caption={t('quotes')}
      rows={quotes}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          key: 'version',
          title: t('column.quote'),
          isHeading: true,
          cell: ({ version, requirementVersion, stands }) => (
            <Group gap="xs">
              {t('quote.version', { version, requirement: requirementVersion })}
              {stands && <StatusTag tone="done" text={t('quote.stands')} />}
            </Group>
          ),
        },
        { key: 'price', title: t('result.price'), align: 'right', cell: ({ priceYen }) => yen(priceYen, language) },
        { key: 'tax', title: t('sum.taxShort'), align: 'right', cell: ({ taxYen }) => yen(taxYen, language) },
        { key: 'total', title: t('sum.total'), align: 'right', cell: ({ totalYen }) => yen(totalYen, language) },
        ...(isInside ? inside : []),
        { key: 'valid', title: t('param.validUntil'), cell: ({ validUntil }) => <Day date={validUntil} isDue /> },
        { key: 'at', title: t('column.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
      ]}
    />
  );
}
