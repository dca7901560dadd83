import { SimpleGrid, Stack } from '@mantine/core';
import type { Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckField, DateField, LongTextField, NumberField } from '../../kit/fields';
import { today } from '../../kit/time';
import { useClauseWords } from '../../parts/clauses';
import type { TermFields } from './term-fields';

/** The terms that may change; each field starts from what stands. */
export function TermsInputs<T extends TermFields>({ control }: { control: Control<T> }) {
  const { t } = useTranslation('requirements');
  const words = useClauseWords();
  // Every form that shows these fields has them under these names.
  const shared = control as unknown as Control<TermFields>;
  const field = <N extends keyof TermFields>(name: N) => ({ control: shared, name, label: words.name(name) });
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="md">
        <NumberField {...field('volume')} required />
        <DateField {...field('deliveryDue')} required min={today()} />
        <NumberField {...field('qualityTarget')} label={t('form.qualityTarget')} required />
        <NumberField {...field('acceptanceWindowDays')} label={t('form.acceptanceWindowDays')} required />
      </SimpleGrid>
      <CheckField {...field('instalments')} help={words.help('instalments')} />
      <LongTextField {...field('scope')} required maxLength={10_000} />
      <LongTextField {...field('notes')} maxLength={10_000} />
    </Stack>
  );
}
