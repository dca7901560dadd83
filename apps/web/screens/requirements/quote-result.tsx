import { belowFloor, computeQuote, MARGIN_FLOOR } from '@kado/domain/quote';
import { Alert, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count, percent, yen } from '../../kit/time';
import type { Reckoned } from './quote-fields';

/** The figures that follow from the parameters, as they are moved. */
export function QuoteResult({ reckoned, volume }: { reckoned: Reckoned; volume: number }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const { input, quote } = reckoned;
  const minutes =
    quote.productionMinutes +
    quote.reworkMinutes +
    quote.reviewMinutes +
    quote.inspectionMinutes +
    quote.managementMinutes;
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" role="group" aria-label={t('result.title')}>
        <Figure
          name={t('result.price')}
          value={yen(quote.priceYen, language)}
          note={t('result.total', { total: yen(quote.totalYen, language) })}
          isMain
        />
        <Figure
          name={t('result.margin')}
          value={yen(quote.marginYen, language)}
          note={t('result.marginOf', { margin: percent(quote.marginYen / quote.priceYen, language, 2) })}
          isMain
        />
        <Figure name={t('result.cost')} value={yen(quote.costYen, language)} note={t('result.costNote')} />
        <Figure
          name={t('result.hours')}
          value={t('hours', { hours: count(Math.ceil(minutes / 6) / 10, language) })}
          note={t('result.unit', { unit: quote.unitPriceYen, amount: count(volume, language) })}
        />
      </SimpleGrid>
      <Floor reckoned={reckoned} />
      <Text className="only-heard" role="status">
        {t('result.heard', { price: yen(quote.priceYen, language), margin: percent(input.marginRate, language, 2) })}
      </Text>
    </Stack>
  );
}

/** On a phone the figures lie far below the sliders: the two that matter stay in sight. */
export function PriceStrip({ reckoned: { input, quote } }: { reckoned: Reckoned }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  return (
    <Paper withBorder shadow="md" p="xs" hiddenFrom="md" pos="sticky" bottom={8} style={{ zIndex: 5 }} aria-hidden>
      <Group justify="space-between" gap="xs" className="figures">
        <Text fw={700}>
          {t('result.price')} {yen(quote.priceYen, language)}
        </Text>
        <Text fw={700}>
          {belowFloor(input.marginRate) && <IconAlertTriangle size={16} style={{ verticalAlign: '-2px' }} />}{' '}
          {t('result.margin')} {percent(input.marginRate, language, 2)}
        </Text>
      </Group>
    </Paper>
  );
}

function Figure({
  name,
  value,
  note,
  isMain = false,
}: {
  name: string;
  value: string;
  note: string;
  isMain?: boolean;
}) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz={isMain ? 'xl' : 'lg'} fw={700} className="figures">
        {value}
      </Text>
      <Text size="sm" className="figures">
        {note}
      </Text>
    </Paper>
  );
}

/** The floor with its arithmetic: what is missing, and the price at which nobody else would have to agree. */
function Floor({ reckoned: { input, quote } }: { reckoned: Reckoned }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const share = (value: number) => percent(value, language, 2);
  const money = (value: number) => yen(value, language);
  const isBelow = belowFloor(input.marginRate);
  if (!isBelow)
    return (
      <Alert color="green" icon={<IconCheck aria-hidden />}>
        {t('floor.kept', { margin: share(input.marginRate), floor: share(MARGIN_FLOOR) })}
      </Alert>
    );
  const atFloor = computeQuote({ ...input, marginRate: MARGIN_FLOOR });
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t('floor.below')}>
      <Stack gap={4}>
        <Text size="sm">
          {t('floor.arithmetic', {
            price: money(quote.priceYen),
            cost: money(quote.costYen),
            marginYen: money(quote.marginYen),
            margin: share(input.marginRate),
            floor: share(MARGIN_FLOOR),
          })}
        </Text>
        <Text size="sm">
          {t('floor.needed', { price: money(atFloor.priceYen), diff: money(atFloor.priceYen - quote.priceYen) })}
        </Text>
        <Text size="sm">{t('floor.other')}</Text>
      </Stack>
    </Alert>
  );
}
