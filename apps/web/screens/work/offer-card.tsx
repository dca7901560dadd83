import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Facts } from '../../kit/facts';
import { Section } from '../../kit/section';
import { yen } from '../../kit/time';
import { Due } from '../../kit/when';
import { useNames } from '../../kit/words';
import { OfferDialog } from './offer-dialog';

export function OfferCard({ offer }: { offer: Of<'Offer'> }) {
  const { t } = useTranslation('work');
  const [asked, setAsked] = useState<'accept' | 'decline' | null>(null);
  return (
    <Section title={offer.title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {offer.engagementKey}
        </Text>
        <OfferTerms offer={offer} />
        <Group>
          <Button onClick={() => setAsked('accept')}>{t('offer.accept')}</Button>
          <Button variant="default" onClick={() => setAsked('decline')}>
            {t('offer.decline')}
          </Button>
        </Group>
        <Text size="sm">{t('offer.noPenalty')}</Text>
      </Stack>
      {asked && <OfferDialog offer={offer} answer={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}

export function OfferTerms({ offer }: { offer: Of<'Offer'> }) {
  const { t, i18n } = useTranslation('work');
  const names = useNames();
  return (
    <Facts
      items={[
        [t('offer.role'), `${names.role(offer.role)}（${t(`purpose.${offer.purpose}`)}）`],
        [t('offer.hours'), t('hoursAWeek', { hours: offer.hoursPerWeek })],
        [t('offer.pay'), t('offer.anHour', { yen: yen(offer.hourlyYen, i18n.language) })],
        [t('offer.until'), <Due key="until" at={offer.expiresAt} size="md" />],
      ]}
    />
  );
}
