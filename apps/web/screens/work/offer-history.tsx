import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { DataTable } from '../../kit/data-table';
import { yen } from '../../kit/time';
import { When } from '../../kit/when';

/** What was answered, ran out or was taken back: nothing here counts for or against anybody. */
export function OfferHistory({ offers }: { offers: readonly Of<'Offer'>[] }) {
  const { t, i18n } = useTranslation('work');
  return (
    <DataTable
      caption={t('offers.table')}
      rows={offers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', title: t('offer.engagement'), isHeading: true, cell: ({ title }) => title },
        { key: 'status', title: t('offer.status'), cell: ({ status }) => t(`offer.state.${status}`) },
        {
          key: 'terms',
          title: t('offer.terms'),
          wideOnly: true,
          cell: ({ hoursPerWeek, hourlyYen }) =>
            `${t('hoursAWeek', { hours: hoursPerWeek })}・${t('offer.anHour', { yen: yen(hourlyYen, i18n.language) })}`,
        },
        {
          key: 'at',
          title: t('offer.at'),
          cell: ({ answeredAt, expiresAt }) => <When at={answeredAt ?? expiresAt} />,
        },
      ]}
    />
  );
}
