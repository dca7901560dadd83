import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { Facts } from '../kit/facts';
import { Loaded } from '../kit/loaded';
import { count } from '../kit/time';
import { When } from '../kit/when';
import type { Task } from './use-decision';

/** What has been sent, and what of it the client has named as not acceptable so far. */
export function DeliveryFacts({ task }: { task: Task }) {
  const { t, i18n } = useTranslation('parts');
  const { id, key } = task.engagement;
  const query = useQuery({
    queryKey: keys.engagement(key, 'deliveries', 'all'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/deliveries', { params: { path: { id }, query: { limit: 200 } } })),
  });
  return (
    <Loaded query={query} height={80}>
      {({ items }) => {
        const delivery = items.find(({ deliveryNo }) => deliveryNo === (task.subject.deliveryNo ?? 1));
        if (!delivery) return null;
        return (
          <>
            <Facts
              items={[
                [t('subject.items'), count(delivery.items, i18n.language)],
                [t('subject.lots'), delivery.lotNos.map((no) => `L${no}`).join(t('listComma'))],
                delivery.sentAt ? [t('subject.sentAt'), <When key="sent" at={delivery.sentAt} />] : undefined,
                delivery.rejectedItems > 0
                  ? [t('subject.rejected'), count(delivery.rejectedItems, i18n.language)]
                  : undefined,
              ]}
            />
            {task.kind === 'accept_delivery' && delivery.rejectedItems === 0 && (
              <Text size="sm">{t('subject.nameRejected')}</Text>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
