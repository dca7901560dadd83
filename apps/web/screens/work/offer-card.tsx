import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { Section } from '../../kit/section';
import { OfferDialog } from './offer-dialog';
import { OfferTerms } from './offer-terms';

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
