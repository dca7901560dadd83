import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Section } from '../../kit/section';
import { type Engagement, mayIn, useIsAsked } from '../../parts/engagement';
import { PilotFacts } from './pilot-facts';
import { pricedVersion, type Quote, usePilot, useQuotes, type Version } from './queries';
import { QuoteBreakdown } from './quote-breakdown';
import { type Params, type Reckoned, reckon } from './quote-fields';
import { QuoteForm } from './quote-form';
import { QuoteTable } from './quote-table';
import { requirementsRoute, useGo } from './route-api';

/** The price: what the pilot measured, the quote that is reckoned from it, and the quotes that were written. */
export function QuotesSection({ engagement, versions }: { engagement: Engagement; versions: readonly Version[] }) {
  const { t } = useTranslation('requirements');
  const { key } = engagement;
  const search = requirementsRoute.useSearch();
  const go = useGo();
  const mayWrite = mayIn(engagement, 'quotes.write') && engagement.stage === 'requirements';
  const mayRead = mayIn(engagement, 'quotes.list');
  const mayMeasure = mayIn(engagement, 'pilot.get');
  const quotes = useQuotes(key, mayRead);
  const pilot = usePilot(key, mayMeasure);
  const isAsked = useIsAsked(key, 'price_quote');
  const version = pricedVersion(versions);
  const write = mayWrite && version && (
    <ButtonLink
      to="/engagements/$key/requirements"
      params={{ key }}
      search={{ write: 'quote' }}
      resetScroll={false}
      variant={isAsked ? 'filled' : 'default'}
    >
      {t('quote.write')}
    </ButtonLink>
  );
  return (
    <>
      {mayMeasure && <Loaded query={pilot}>{(measured) => <PilotFacts pilot={measured} />}</Loaded>}
      {mayRead && (
        <Section title={t('quotes')} actions={search.write !== 'quote' && quotes.data?.length !== 0 && write}>
          <Loaded query={quotes} height={160}>
            {(written) => {
              const newest = written[0];
              const detail = newest && reckoned(newest);
              if (mayWrite && version && search.write === 'quote' && !pilot.isPending)
                return (
                  <Stack gap="xl">
                    <QuoteForm
                      key={`${version.version}:${newest?.version ?? 0}`}
                      engagementKey={key}
                      version={version}
                      newest={newest}
                      pilot={pilot.data}
                      onDone={() => go({}, { resetScroll: true })}
                      onClose={() => go({})}
                    />
                    {newest && <QuoteTable quotes={written} />}
                  </Stack>
                );
              if (!newest) return <Empty action={write}>{emptyText()}</Empty>;
              return (
                <Stack gap="lg">
                  <QuoteTable quotes={written} />
                  {detail && (
                    <Stack gap="xs">
                      <Title order={3} size="h5">
                        {t('quote.breakdownOf', { version: newest.version })}
                      </Title>
                      <QuoteBreakdown reckoned={detail} />
                    </Stack>
                  )}
                </Stack>
              );
            }}
          </Loaded>
        </Section>
      )}
    </>
  );

  function emptyText(): string {
    if (engagement.myRoles.includes('client')) return t('quote.emptyClient');
    if (!version) return t('quote.emptyNoClauses');
    return t(mayWrite ? 'quote.emptyWrite' : 'quote.emptyOthers');
  }
}

/** A written quote once more from its own parameters; the client has none. */
function reckoned({ params }: Quote): Reckoned | undefined {
  return typeof params?.volume === 'number' ? reckon(params as Params, params.volume) : undefined;
}
