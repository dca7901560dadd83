import type { Plan } from '@kado/domain/plan';
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { QaPreview } from './qa-preview';
import { useStepWords } from './step-words';

/** How quality is looked after, and what that comes to in looks and samples. */
export function QaFacts({ engagementKey, plan }: { engagementKey: string; plan: Plan }) {
  const { t } = useTranslation('plan');
  const words = useStepWords();
  const { qa } = plan;
  return (
    <Stack>
      <Facts
        items={[
          [t('field.review.firstItems'), words.value('review.firstItems', qa.review.firstItems)],
          [t('field.review.rate'), words.value('review.rate', qa.review.rate)],
          [t('field.secondLook.rate'), words.value('secondLook.rate', qa.secondLook?.rate ?? null)],
          [t('field.gold.enabled'), words.value('gold.enabled', qa.gold.enabled)],
          [t('field.inspection.aql'), words.value('inspection.aql', qa.inspection.aql)],
          [t('field.lots'), words.value('lots', qa.lots)],
        ]}
      />
      <QaPreview engagementKey={engagementKey} qa={qa} />
    </Stack>
  );
}
