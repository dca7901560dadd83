import { Group, Text } from '@mantine/core';
import { IconClock, IconHourglassOff, IconMinus, IconThumbUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { Empty } from '../../kit/empty';
import { Pages } from '../../kit/pages-loaded';
import { Section } from '../../kit/section';
import { count, yen } from '../../kit/time';
import { Due, When } from '../../kit/when';
import { useNames } from '../../kit/words';

type Offer = Of<'Offer'>;
const SIGNS = {
  sent: IconClock,
  accepted: IconThumbUp,
  declined: IconMinus,
  expired: IconHourglassOff,
  withdrawn: IconMinus,
} as const;

/** Who has been asked, and what they said. Newest first. */
export function Offers({ engagement }: { engagement: Of<'Engagement'> }) {
  const { t, i18n } = useTranslation('team');
  const names = useNames();
  const offers = usePages(keys.engagement(engagement.key, 'offers'), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/offers', {
        params: { path: { id: engagement.key }, query: { limit: 100, cursor } },
      }),
    ),
  );
  const of = (status: Offer['status']) => offers.rows.filter((offer) => offer.status === status).length;
  const columns: Column<Offer>[] = [
    { key: 'name', title: t('members.name'), isHeading: true, cell: ({ name }) => <Text fw={700}>{name}</Text> },
    {
      key: 'state',
      title: t('offers.state'),
      cell: ({ status }) => {
        const Sign = SIGNS[status];
        return (
          <Text size="sm" component="span" style={{ whiteSpace: 'nowrap' }} fw={status === 'sent' ? 700 : 400}>
            <Sign size={16} aria-hidden style={{ verticalAlign: '-3px' }} /> {names.code('offerState', status)}
          </Text>
        );
      },
    },
    {
      key: 'what',
      title: t('offers.what'),
      cell: ({ role, purpose }) => (
        <Text size="sm">
          {names.role(role)}（{t(`purpose.${purpose}`)}）
        </Text>
      ),
    },
    {
      key: 'terms',
      title: t('offers.terms'),
      cell: ({ hoursPerWeek, hourlyYen }) => (
        <Text size="sm" className="figures">
          {t('hoursAWeek', { hours: count(hoursPerWeek, i18n.language) })}・
          {t('yenAnHour', { yen: yen(hourlyYen, i18n.language) })}
        </Text>
      ),
    },
    {
      key: 'until',
      title: t('offers.until'),
      cell: ({ status, expiresAt, answeredAt }) =>
        status === 'sent' ? <Due at={expiresAt} /> : <When at={answeredAt ?? expiresAt} />,
    },
  ];
  return (
    <Section title={t('offers.title')}>
      <Pages query={offers.query} height={160}>
        {offers.rows.length === 0 ? (
          <Empty>{t('offers.empty')}</Empty>
        ) : (
          <>
            <Group gap="md" mb="sm">
              <Text size="sm" className="figures">
                {t('offers.summary', {
                  sent: of('sent'),
                  accepted: of('accepted'),
                  declined: of('declined'),
                  expired: of('expired'),
                })}
                {offers.more && ` ${t('offers.summaryPart')}`}
              </Text>
            </Group>
            <DataTable
              caption={t('offers.title')}
              columns={columns}
              rows={offers.rows}
              rowKey={({ id }) => id}
              more={offers.more}
            />
          </>
        )}
      </Pages>
    </Section>
  );
}
