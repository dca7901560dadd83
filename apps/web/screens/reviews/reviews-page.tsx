import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { Empty } from '../../kit/empty';
import { Section } from '../../kit/section';
import { mayIn, useEngagement } from '../../parts/engagement';
import { ReturnedItems } from './returned-items';
import { ReviewBench } from './review-bench';

/** Reviews of one engagement: the leader's bench, and what has gone back to its authors. */
export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const me = useMe();
  const engagement = useEngagement();
  const { key, category } = engagement;
  return (
    <Stack gap="lg">
      {mayIn(engagement, 'reviews.next') ? (
        <ReviewBench engagementKey={key} personId={me.person.id} isDigits={category === 'digital_data'} />
      ) : (
        <Section title={t('title')}>
          <Empty>{t('notLeader')}</Empty>
        </Section>
      )}
      {mayIn(engagement, 'items.list') && <ReturnedItems engagementKey={key} />}
    </Stack>
  );
}
