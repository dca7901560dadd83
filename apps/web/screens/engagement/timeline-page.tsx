import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconClock, IconDeviceDesktop, IconRobot, IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';
import { Empty } from '../../kit/empty';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { useEngagement } from '../../parts/engagement';

const DOORS = { api: IconDeviceDesktop, signal: IconTerminal2, workflow: IconRobot, system: IconClock };
const ORDERS = ['newest', 'oldest'] as const;

/** Everything that happened: who, when, what, by which door, and the written reason. */
export function TimelinePage() {
  const { t } = useTranslation('engagement');
  const { key } = useEngagement();
  const [order, setOrder] = useState<(typeof ORDERS)[number]>('newest');
  const { query, rows, more } = usePages(keys.engagement(key, 'timeline', order), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/timeline', {
        params: { path: { id: key }, query: { order, cursor, limit: 50 } },
      }),
    ),
  );
  return (
    <Section
      title={t('part.timeline')}
      actions={
        <NativeSelect
          aria-label={t('order')}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value as typeof order)}
          data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
        />
      }
    >
      {query.error && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Empty>{t('timelineEmpty')}</Empty>}
      <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }} aria-busy={query.isPending}>
        {rows.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Stack>
      {more && (
        <Button variant="default" onClick={more.load} loading={more.isLoading} style={{ alignSelf: 'center' }}>
          {t('common:table.more')}
        </Button>
      )}
    </Section>
  );
}

function Entry({ entry }: { entry: Of<'TimelineItem'> }) {
  const { t, i18n } = useTranslation('engagement');
  const names = useNames();
  const Door = DOORS[entry.via];
  const who = entry.actor?.name ?? (entry.role ? names.role(entry.role) : t('bySystem'));
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm">
      <Door size={20} role="img" aria-label={t(`door.${entry.via}`)} style={{ flex: 'none', marginTop: 4 }} />
      <Stack gap={0} miw={0}>
        <Text>{i18n.language === 'en' ? entry.textEn : entry.textJa}</Text>
        {entry.reason !== undefined && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {t('because', { reason: entry.reason })}
          </Text>
        )}
        <Group gap="xs">
          <When at={entry.at} />
          <Text size="sm" c="dimmed">
            {who}
          </Text>
        </Group>
      </Stack>
    </Group>
  );
}
