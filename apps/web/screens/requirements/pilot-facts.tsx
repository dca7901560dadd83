import { PILOT_MIN_ITEMS, PILOT_MIN_PEOPLE } from '@kado/domain/requirements';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { Section } from '../../kit/section';
import { count, percent } from '../../kit/time';
import type { Pilot } from './queries';

/** What the pilot measured; the quote stands on it. */
export function PilotFacts({ pilot }: { pilot: Pilot }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const share = (value: number | null) => (value === null ? t('pilot.unknown') : percent(value, language, 2));
  const seconds = (value: number | null) => (value === null ? t('pilot.unknown') : t('seconds', { seconds: value }));
  return (
    <Section title={t('pilot.title')}>
      {pilot.answers === 0 ? (
        <Text c="dimmed">{t('pilot.none')}</Text>
      ) : (
        <>
          <Facts
            items={[
              [t('pilot.items'), t('pilot.itemsValue', { items: count(pilot.items, language), people: pilot.people })],
              [t('pilot.answers'), count(pilot.answers, language)],
              [t('pilot.medianSeconds'), seconds(pilot.medianSeconds)],
              [t('pilot.p80Seconds'), seconds(pilot.p80Seconds)],
              [t('pilot.errorRate'), share(pilot.errorRate)],
              [t('pilot.agreement'), share(pilot.agreement)],
            ]}
          />
          {(pilot.items < PILOT_MIN_ITEMS || pilot.people < PILOT_MIN_PEOPLE) && (
            <Text size="sm">{t('pilot.few', { items: PILOT_MIN_ITEMS, people: PILOT_MIN_PEOPLE })}</Text>
          )}
        </>
      )}
    </Section>
  );
}
