import { isUnderLeast, leastMargin, priceOfChange, type StandingPrice } from '@kado/domain/change-price';
import { Alert, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type Control, useController, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { NumberField } from '../../kit/fields';
import { percent, yen } from '../../kit/time';
import { type OfferFields, priceOf } from './term-fields';

interface PriceInputsProps<T extends OfferFields> {
  control: Control<T>;
  standing: StandingPrice | undefined;
  volume: number;
}

/** The price of a change, and at once what it comes to by the rule the API prices with. */
export function PriceInputs<T extends OfferFields>({ control, standing, volume }: PriceInputsProps<T>) {
  const { t } = useTranslation('changes');
  const shared = control as unknown as Control<OfferFields>;
  const { field } = useController({ control: shared, name: 'pricing' });
  const [pricing, marginRate, priceYen] = useWatch({ control: shared, name: ['pricing', 'marginRate', 'priceYen'] });
  return (
    <Stack gap="md">
      <Radio.Group label={t('price.how')} value={field.value} onChange={field.onChange}>
        <Stack gap="xs" mt={4}>
          <Radio value="standing" label={t('price.standing')} />
          <Radio value="margin" label={t('price.margin')} />
          <Radio value="price" label={t('price.price')} />
        </Stack>
      </Radio.Group>
      {pricing === 'margin' && (
        <NumberField control={shared} name="marginRate" label={t('price.marginRate')} required />
      )}
      {pricing === 'price' && <NumberField control={shared} name="priceYen" label={t('price.priceYen')} required />}
      {standing && (
        <PricePreview standing={standing} volume={volume} offer={priceOf({ pricing, marginRate, priceYen })} />
      )}
    </Stack>
  );
}

function PricePreview({
  standing,
  volume,
  offer,
}: {
  standing: StandingPrice;
  volume: number;
  offer: { marginRate?: number; priceYen?: number };
}) {
  const { t, i18n } = useTranslation('changes');
  const { language } = i18n;
  const share = (value: number) => percent(value, language, 2);
  const now = reckon();
  if (!now) return <Text c="dimmed">{t('price.missing')}</Text>;
  const { result, params } = now;
  const diff = result.priceYen - standing.priceYen;
  return (
    <Stack gap="xs">
      <Facts
        items={[
          [
            t('price.priceLabel'),
            t('fromTo', { before: yen(standing.priceYen, language), after: yen(result.priceYen, language) }),
          ],
          [t('price.diff'), `${diff > 0 ? '+' : ''}${yen(diff, language)}`],
          [t('price.total'), yen(result.totalYen, language)],
          [
            t('price.marginLabel'),
            t('fromTo', { before: share(standing.marginRate), after: share(params.marginRate) }),
          ],
        ]}
      />
      {isUnderLeast(params.marginRate, standing.marginRate) && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('price.under', {
            price: yen(result.priceYen, language),
            cost: yen(result.costYen, language),
            margin: share(params.marginRate),
            least: share(leastMargin(standing.marginRate)),
          })}
        </Alert>
      )}
    </Stack>
  );

  function reckon() {
    try {
      return priceOfChange(standing, volume, offer);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}
