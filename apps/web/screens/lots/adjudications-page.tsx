import { Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import { AnchorLink } from '../../kit/links';
import { Pages } from '../../kit/pages-loaded';
import { Section } from '../../kit/section';
import { DisputeBench } from './dispute-bench';

/** Items on which author and reviewer do not agree: the last word, by somebody who is none of them. */
export function AdjudicationsPage() {
  const { t } = useTranslation('lots');
  const { key } = useParams({ from: '/app/engagements/$key' });
  const disputed = usePages(keys.engagement(key, 'adjudications'), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/adjudications', {
        params: { path: { id: key }, query: { cursor, limit: 100 } },
      }),
    ),
  );
  return (
    <Stack gap="lg">
      <AnchorLink to="/engagements/$key/lots" params={{ key }}>
        {t('backToLots')}
      </AnchorLink>
      <Section title={t('adjudications.title')}>
        <Text c="dimmed" size="sm">
          {t('adjudications.about')}
        </Text>
        <Pages query={disputed.query} height={420}>
          <DisputeBench engagementKey={key} items={disputed.rows} more={disputed.more} />
        </Pages>
      </Section>
    </Stack>
  );
}
