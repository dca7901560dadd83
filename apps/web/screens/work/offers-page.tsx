import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import { Empty } from '../../kit/empty';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { Section } from '../../kit/section';
import { OfferCard } from './offer-card';
import { OfferHistory } from './offer-history';

/** Offers to me: what is asked, until when, and two answers that are equally good. */
export function OffersPage() {
  const { t } = useTranslation('work');
  const { query, rows, more } = usePages(keys.offers, (cursor) =>
    ask(api.GET('/api/v1/offers', { params: { query: { cursor } } })),
  );
  const open = rows.filter(({ status }) => status === 'sent').sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
  const answered = rows.filter(({ status }) => status !== 'sent');
  return (
    <Page title={t('offers.title')} about={t('offers.about')} width={800}>
      <Loaded query={query} height={240}>
        {() => (
          <Stack gap="lg">
            {open.length === 0 ? (
              <Empty>{t('offers.none')}</Empty>
            ) : (
              <Stack component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {open.map((offer) => (
                  <li key={offer.id}>
                    <OfferCard offer={offer} />
                  </li>
                ))}
              </Stack>
            )}
            {answered.length > 0 && (
              <Section title={t('offers.answered')}>
                <OfferHistory offers={answered} />
              </Section>
            )}
            {more && (
              <Button variant="default" onClick={more.load} loading={more.isLoading}>
                {t('offers.more')}
              </Button>
            )}
            <Text size="sm" c="dimmed">
              {t('offers.promise')}
            </Text>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
