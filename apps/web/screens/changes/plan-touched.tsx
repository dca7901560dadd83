import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../kit/data-table';
import { Facts } from '../../kit/facts';
import { count } from '../../kit/time';
import { useNames } from '../../kit/words';
import type { PlanChange } from './queries';

/** What a plan does to the work under way: items, people, hours, looks. */
export function PlanTouched({ touched }: { touched: PlanChange['touched'] }) {
  const { t, i18n } = useTranslation('changes');
  const names = useNames();
  const amount = (value: number) => count(value, i18n.language);
  const { items, people, hours, reviews } = touched;
  const tenths = (value: number) => amount(Math.round(value * 10) / 10);
  return (
    <Stack gap="md">
      <Facts
        items={[
          items && [t('touched.moving'), t('touched.items', { items: amount(items.moving) })],
          items && [t('touched.toCome'), t('touched.items', { items: amount(items.toCome) })],
          items && [t('touched.done'), t('touched.items', { items: amount(items.done) })],
          hours && [
            t('touched.hours'),
            t('touched.hoursValue', { before: tenths(hours.before), after: tenths(hours.after) }),
          ],
          reviews && [
            t('touched.reviews'),
            t('touched.reviewsValue', {
              before: amount(reviews.before.reviews + reviews.before.secondLooks),
              after: amount(reviews.after.reviews + reviews.after.secondLooks),
            }),
          ],
          reviews && reviews.before.hours !== null && reviews.after.hours !== null
            ? [
                t('touched.reviewHours'),
                t('touched.hoursValue', { before: tenths(reviews.before.hours), after: tenths(reviews.after.hours) }),
              ]
            : undefined,
        ]}
      />
      {items && items.finishing.length > 0 && (
        <div>
          <Text size="sm" c="dimmed">
            {t('touched.finishing')}
          </Text>
          <List listStyleType="none" spacing={2}>
            {items.finishing.map(({ state, items: many }) => (
              <List.Item key={state}>
                {names.code('itemState', state)} {t('touched.items', { items: amount(many) })}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {people && people.length > 0 && (
        <DataTable
          caption={t('touched.people')}
          rows={people}
          rowKey={({ person }) => person.id}
          columns={[
            { key: 'name', title: t('touched.people'), isHeading: true, cell: ({ person }) => person.name },
            { key: 'holding', title: t('touched.holding'), align: 'right', cell: ({ holding }) => amount(holding) },
            { key: 'returned', title: t('touched.returned'), align: 'right', cell: ({ returned }) => amount(returned) },
          ]}
        />
      )}
      {people?.length === 0 && <Text size="sm">{t('touched.nobody')}</Text>}
    </Stack>
  );
}
