import { useTranslation } from 'react-i18next';
import { CardBody, CardCell, CardHeading, CardRow, CardTable } from '../../kit/card-table';
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
    <CardTable
      caption={t('breakdown')}
      columns={[
        { key: 'name', title: t('part.name') },
        { key: 'how', title: t('part.how') },
        { key: 'hours', title: t('part.hours'), align: 'right' },
        { key: 'rate', title: t('part.rate'), align: 'right' },
        { key: 'yen', title: t('part.yen'), align: 'right' },
      ]}
    >
      <CardBody>
        {parts.map(({ name, minutes, rate, how }) => (
          <CardRow key={name}>
            <CardHeading>{t(`part.${name}Name`)}</CardHeading>
            <CardCell label={t('part.how')}>{how}</CardCell>
            <CardCell label={t('part.hours')} ta="right">
              {hours(minutes)}
            </CardCell>
            <CardCell label={t('part.rate')} ta="right">
              {money(rate)}
            </CardCell>
            <CardCell label={t('part.yen')} ta="right">
              {money(Math.round((minutes * rate) / 60))}
            </CardCell>
          </CardRow>
        ))}
      </CardBody>
      <CardBody>
        {sums.map(([name, text, value]) => (
          <CardRow key={name} fw={name === 'price' || name === 'total' ? 700 : undefined}>
            <CardHeading colSpan={2} fw="inherit">
              {text}
            </CardHeading>
            <CardCell label={t('part.hours')} ta="right">
              {name === 'cost' && hours(all)}
            </CardCell>
            <CardCell />
            <CardCell label={t('part.yen')} ta="right">
              {money(value)}
            </CardCell>
          </CardRow>
        ))}
      </CardBody>
    </CardTable>
  );
}
