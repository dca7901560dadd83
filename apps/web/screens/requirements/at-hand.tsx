import { Anchor, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { Section } from '../../kit/section';
import { yen } from '../../kit/time';
import { Day } from '../../kit/when';
import { useClauseWords } from '../../parts/clauses';
import type { Quote, Version } from './queries';

/** What a signature is asked for, at a glance; the whole of it stands below. */
export function AtHand({ version, quote }: { version: Version; quote: Quote | undefined }) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const words = useClauseWords();
  const names = ['volume', 'deliveryDue', 'qualityTarget', 'acceptanceWindowDays', 'deemedAcceptance'] as const;
  return (
    <Section title={t('sign.title')}>
      <Text>{t('sign.about', { version: version.version })}</Text>
      <Facts
        items={[
          quote && [
            t('sum.total'),
            <Text key="total" fw={700} className="figures">
              {yen(quote.totalYen, language)}
            </Text>,
          ],
          quote && [t('result.price'), yen(quote.priceYen, language)],
          ...names.map((name) => [words.name(name), words.value(version.clauses, name)] as const),
          quote && [t('param.validUntil'), <Day key="valid" date={quote.validUntil} isDue />],
        ]}
      />
      <Group>
        <Anchor href="#clauses">{t('sign.readClauses')}</Anchor>
        <Anchor href="#quotes">{t('sign.readQuotes')}</Anchor>
      </Group>
    </Section>
  );
}
