import { AQLS } from '@kado/domain/quality';
import { Checkbox, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { NumberInput } from './number-input';
import type { PlanInput } from './plan-form';

export function QaFields({ faults }: { faults: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('plan');
  const { control, register } = useFormContext<PlanInput>();
  const hasSecondLook = useWatch({ control, name: 'hasSecondLook' });
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        <NumberInput
          name="firstItems"
          field="review.firstItems"
          unit={t('unitName.items')}
          error={faults.get('firstItems')}
        />
        <NumberInput name="reviewRate" field="review.rate" unit="%" error={faults.get('reviewRate')} />
        <NumberInput
          name="secondLookRate"
          field="secondLook.rate"
          unit="%"
          error={faults.get('secondLookRate')}
          isOff={!hasSecondLook}
        />
        <NativeSelect
          label={`${t('field.inspection.aql')} (%)`}
          description={t('help.inspection.aql')}
          error={faults.get('aql')}
          data={AQLS.map((aql) => ({ value: String(aql), label: `${aql}%` }))}
          {...register('aql')}
        />
        <NumberInput name="lots" field="lots" unit={t('unitName.lots')} error={faults.get('lots')} />
      </SimpleGrid>
      <Checkbox label={t('qa.hasSecondLook')} description={t('help.secondLook')} {...register('hasSecondLook')} />
      <Checkbox label={t('qa.hasGold')} description={t('help.gold')} {...register('hasGold')} />
    </Stack>
  );
}
