import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { CompareTable } from '../../kit/compare-table';
import type { Clauses } from '../../parts/clauses';
import type { Wished } from './term-fields';
import { useTermRows } from './use-term-rows';

interface TermsReviewProps {
  before: Of<'ChangeTerms'>;
  after: Wished;
  afterTitle: string;
  mode: Clauses['mode'] | undefined;
}

/** What is about to be sent, beside what stands: read before the button. */
export function TermsReview({ before, after, afterTitle, mode }: TermsReviewProps) {
  const { t } = useTranslation('changes');
  const rows = useTermRows()(before, after, { mode, onlyChanges: true });
  return (
    <Stack gap="xs" aria-live="off">
      <Text fw={700}>{t('review.title')}</Text>
      {rows.length === 0 ? (
        <Text c="dimmed">{t('review.same')}</Text>
      ) : (
        <CompareTable caption={t('review.title')} beforeTitle={t('now')} afterTitle={afterTitle} rows={rows} />
      )}
    </Stack>
  );
}
