import { ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../../kit/data-table.module.css';
import { count, percent, yen } from '../../kit/time';
import type { Reckoned } from './quote-fields';

/** Where the hours and the money go, each with its arithmetic. */
export function QuoteBreakdown({ reckoned: { input, quote } }: { reckoned: Reckoned }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const amount = count(input.volume, language);
  const share = (value: number) => percent(value, language, 2);
  const money = (value: number) => yen(value, language);
  const hours = (minutes: number) => t('hours', { hours: count(Math.ceil(minutes / 6) / 10, language) });
  const parts = [
    {
      name: 'production',
      minutes: quote.productionMinutes,
      rate: input.hourlyYen,
      how: t('part.production', { amount, seconds: input.itemSeconds }),
    },
    {
      name: 'rework',
      minutes: quote.reworkMinutes,
      rate: input.hourlyYen,
      how: t('part.rework', { amount, seconds: input.itemSeconds, share: share(input.reworkRate) }),
    },
    {
      name: 'review',
      minutes: quote.reviewMinutes,
      rate: input.leadHourlyYen,
      how: t('part.review', {
        amount,
        seconds: input.reviewSeconds,
        share: share(input.reviewRate),
        again: share(input.reworkRate),
      }),
    },
    {
      name: 'inspection',
      minutes: quote.inspectionMinutes,
      rate: input.leadHourlyYen,
      how: t('part.inspection', { amount, seconds: input.reviewSeconds, share: share(input.inspectionRate) }),
    },
    {
      name: 'management',
      minutes: quote.managementMinutes,
      rate: input.leadHourlyYen,
      how: t('part.management', { amount, seconds: input.itemSeconds, share: share(input.managementRate) }),
    },
  ];
  const all = parts.reduce((sum, { minutes }) => sum + minutes, 0);
  const sums = [
    ['cost', t('sum.cost'), quote.costYen],
    ['margin', t('sum.margin', { margin: share(input.marginRate) }), quote.marginYen],
    ['price', t('sum.price'), quote.priceYen],
    ['tax', t('sum.tax', { rate: share(input.taxRate) }), quote.taxYen],
    ['total', t('sum.total'), quote.totalYen],
  ] as const;
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('breakdown') }}>
      <Table className={classes.table} role="table">
        <caption className="only-heard">{t('breakdown')}</caption>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            <Table.Th role="columnheader" scope="col">
              {t('part.name')}
            </Table.Th>
            <Table.Th role="columnheader" scope="col">
              {t('part.how')}
            </Table.Th>
            <Table.Th role="columnheader" scope="col" ta="right">
              {t('part.hours')}
            </Table.Th>
            <Table.Th role="columnheader" scope="col" ta="right">
              {t('part.rate')}
            </Table.Th>
            <Table.Th role="columnheader" scope="col" ta="right">
              {t('part.yen')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {parts.map(({ name, minutes, rate, how }) => (
            <Table.Tr key={name} role="row">
              <Table.Th role="rowheader" scope="row" fw={400}>
                {t(`part.${name}Name`)}
              </Table.Th>
              <Table.Td role="cell" data-label={t('part.how')}>
                {how}
              </Table.Td>
              <Table.Td role="cell" data-label={t('part.hours')} ta="right">
                {hours(minutes)}
              </Table.Td>
              <Table.Td role="cell" data-label={t('part.rate')} ta="right">
                {money(rate)}
              </Table.Td>
              <Table.Td role="cell" data-label={t('part.yen')} ta="right">
                {money(Math.round((minutes * rate) / 60))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tbody role="rowgroup">
          {sums.map(([name, text, value]) => (
            <Table.Tr key={name} role="row" fw={name === 'price' || name === 'total' ? 700 : undefined}>
              <Table.Th role="rowheader" scope="row" colSpan={2} fw="inherit">
                {text}
              </Table.Th>
              <Table.Td role="cell" data-label={t('part.hours')} ta="right">
                {name === 'cost' && hours(all)}
              </Table.Td>
              <Table.Td role="cell" />
              <Table.Td role="cell" data-label={t('part.yen')} ta="right">
                {money(value)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
