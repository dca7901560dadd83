import { Alert, Button, Stack } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { DecisionReason } from '../../parts/decision-reason';
import { type Engagement, mayIn, useEngagement, waitingQuery } from '../../parts/engagement';
import { OpenDecisions } from '../../parts/open-decisions';
import { DeliveryCard } from './delivery-card';
import { DeliveryProgress } from './progress';
import { useDeliveries } from './queries';

/** What was built for the client, where each delivery stands, and its acceptance. */
export function DeliveriesPage() {
  const engagement = useEngagement();
  const waiting = useQuery(waitingQuery(engagement.key));
  return (
    <Loaded query={waiting} height={480}>
      {() => <Deliveries engagement={engagement} />}
    </Loaded>
  );
}

function Deliveries({ engagement }: { engagement: Engagement }) {
  const { t } = useTranslation('deliveries');
  return (
    <Stack gap="lg">
      <OpenDecisions
        engagement={engagement}
        kinds={['send_delivery', 'accept_delivery']}
        about={({ kind }) => (
          <Alert color="blue" icon={<IconInfoCircle aria-hidden />}>
            {t(kind === 'send_delivery' ? 'about.send' : 'about.accept')}
          </Alert>
        )}
      />
      <DeliveryProgress engagement={engagement} />
      {mayIn(engagement, 'deliveries.list') && <List engagement={engagement} />}
    </Stack>
  );
}

function List({ engagement }: { engagement: Engagement }) {
  const { t } = useTranslation('deliveries');
  const { query, rows, more } = useDeliveries(engagement.key);
  const isClient = engagement.myRoles.includes('client');
  return (
    <Loaded query={query} height={320}>
      {() =>
        rows.length === 0 ? (
          <Section title={t('title')}>
            <Empty>{t(isClient ? 'emptyClient' : 'empty')}</Empty>
          </Section>
        ) : (
          <Stack gap="lg">
            {rows.at(-1)?.status === 'rejected' && (
              <DecisionReason engagement={engagement} kind="accept_delivery" outcome="rejected" />
            )}
            {[...rows].reverse().map((delivery) => (
              <DeliveryCard key={delivery.id} engagement={engagement} delivery={delivery} />
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
  );
}
