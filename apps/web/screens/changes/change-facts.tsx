import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { count, day, percent, yen } from '../../kit/time';
import { Due, When } from '../../kit/when';
import { useNames, useWords } from '../../kit/words';
import type { Change } from './queries';

/** Who asks for it and why, what it comes to, and what it waits for. */
export function ChangeFacts({ change }: { change: Change }) {
  const { t, i18n } = useTranslation('changes');
  const { language } = i18n;
  const names = useNames();
  const say = useWords();
  const { price, margin, impact, deliveryDue, waitsFor, author, reason } = change;
  const money = (amount: number) => yen(amount, language);
  const plus = (amount: number, text: string) => `${amount > 0 ? '+' : ''}${text}`;
  const share = (value: number) => percent(value, language, 2);
  const side = t(`side.${change.requestedBy}`);
  return (
    <Facts
      items={[
        [t('fact.by'), author ? t('fact.byWho', { side, name: author.name }) : side],
        [t('fact.at'), <When key="at" at={change.createdAt} />],
        change.closedAt === null ? undefined : [t('fact.closedAt'), <When key="closed" at={change.closedAt} />],
        reason === undefined
          ? undefined
          : [
              t('fact.reason'),
              <span key="reason" style={{ whiteSpace: 'pre-wrap' }}>
                {reason}
              </span>,
            ],
        price &&
          (price.after
            ? [
                t('price.priceLabel'),
                <Text key="price" component="span" fw={700} className="figures">
                  {t('fromTo', { before: money(price.before.priceYen), after: money(price.after.priceYen) })}
                  {price.diffYen !== null && `（${plus(price.diffYen, money(price.diffYen))}）`}
                </Text>,
              ]
            : [t('price.priceLabel'), t('fact.priceOpen', { before: money(price.before.priceYen) })]),
        price?.after
          ? [
              t('price.total'),
              t('fromTo', { before: money(price.before.totalYen), after: money(price.after.totalYen) }),
            ]
          : undefined,
        [
          t('fact.due'),
          deliveryDue.before === deliveryDue.after
            ? t('fact.dueSame', { date: day(deliveryDue.before, language) })
            : t('fromTo', { before: day(deliveryDue.before, language), after: day(deliveryDue.after, language) }),
        ],
        margin && margin.after !== null
          ? [t('price.marginLabel'), t('fromTo', { before: share(margin.before), after: share(margin.after) })]
          : undefined,
        impact && [
          t('fact.impact'),
          t(impact.priceYen === undefined ? 'fact.impactHours' : 'fact.impactPrice', {
            hours: count(impact.hours, language),
            diff: plus(impact.hoursDiff, count(impact.hoursDiff, language)),
            price: impact.priceYen === undefined ? '' : money(impact.priceYen),
            date: day(impact.deliveryDue, language),
          }),
        ],
        waitsFor === null
          ? undefined
          : [
              t('fact.waitsFor'),
              <span key="waits">
                {t('fact.waitsForWho', { what: say(waitsFor.nextStep), role: names.role(waitsFor.role) })}{' '}
                <Due at={waitsFor.dueAt} />
              </span>,
            ],
      ]}
    />
  );
}
