import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { StatusTag, type Tone } from '../../kit/status-tag';
import { count } from '../../kit/time';
import { Due, When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { type Engagement, mayIn, waitingQuery } from '../../parts/engagement';
import { DeliveryFiles } from './delivery-files';
import { DeliveryReport } from './delivery-report';
import { NameRejections } from './name-rejections';
import { type Delivery, reportOf, useRejections } from './queries';
import { RejectedList } from './rejected-list';

const TONES: Record<Delivery['status'], Tone> = { built: 'draft', sent: 'waiting', accepted: 'done', rejected: 'back' };

/** One delivery: where it stands, its files, its report, and what the client says of its items. */
export function DeliveryCard({ engagement, delivery }: { engagement: Engagement; delivery: Delivery }) {
  const { t, i18n } = useTranslation('deliveries');
  const names = useNames();
  const { deliveryNo: no, status } = delivery;
  const isClient = engagement.myRoles.includes('client');
  const waiting = useQuery(waitingQuery(engagement.key));
  const asked = waiting.data?.causes.find(({ type, facts }) => type === 'delivery' && facts.deliveryNo === no);
  const mayName = isClient && mayIn(engagement, 'rejections.put') && status === 'sent' && asked?.until != null;
  const showsNamed = mayIn(engagement, 'rejections.get') && (mayName || delivery.rejectedItems > 0);
  const rejections = useRejections(engagement.key, no, showsNamed);
  return (
    <Section
      title={t('delivery', { no })}
      actions={<StatusTag tone={TONES[status]} text={names.code('deliveryStatus', status)} />}
    >
      <Facts
        items={[
          [t('fact.items'), t('items', { items: count(delivery.items, i18n.language) })],
          [t('fact.lots'), delivery.lotNos.join(t('comma'))],
          [t('fact.builtAt'), <When key="built" at={delivery.builtAt} />],
          delivery.sentAt !== null ? [t('fact.sentAt'), <When key="sent" at={delivery.sentAt} />] : undefined,
          asked?.until != null
            ? [t('fact.window'), asked.pausedAt ? t('paused') : <Due key="due" at={asked.until} />]
            : undefined,
          delivery.acceptedAt !== null
            ? [
                t('fact.acceptedAt'),
                <span key="accepted">
                  <When at={delivery.acceptedAt} /> {delivery.acceptedVia === 'clock' && t('deemed')}
                </span>,
              ]
            : undefined,
          delivery.rejectedItems > 0
            ? [t('fact.rejected'), t('items', { items: count(delivery.rejectedItems, i18n.language) })]
            : undefined,
        ]}
      />
      <DeliveryFiles files={delivery.files} />
      <DeliveryReport report={reportOf(delivery)} forClient={isClient} />
      {showsNamed && (
        <Stack gap="md">
          <Title order={3} size="h5">
            {t('named.title')}
          </Title>
          <Loaded query={rejections} height={200}>
            {(named) =>
              mayName ? (
                <NameRejections engagementKey={engagement.key} deliveryItems={delivery.items} saved={named} />
              ) : (
                <RejectedList rejections={named} />
              )
            }
          </Loaded>
        </Stack>
      )}
    </Section>
  );
}
