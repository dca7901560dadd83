import type { LotStage } from '@kado/domain/lifecycle';
import { Box, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../kit/section';
import { useNames } from '../../kit/words';
import type { Engagement } from '../../parts/engagement';

const LOT_STAGES = [
  'accepted',
  'delivered',
  'released',
  'quality',
  'production',
  'cancelled',
] as const satisfies readonly LotStage[];
const COLORS: Record<(typeof LOT_STAGES)[number], string> = {
  accepted: 'green.8',
  delivered: 'teal.6',
  released: 'blue.6',
  quality: 'yellow.6',
  production: 'gray.5',
  cancelled: 'gray.7',
};

/** How far the order is, by lots and deliveries. */
export function DeliveryProgress({ engagement }: { engagement: Engagement }) {
  const { t } = useTranslation('deliveries');
  const names = useNames();
  const { lots, deliveries } = engagement;
  const shown = LOT_STAGES.filter((stage) => lots[stage] > 0);
  return (
    <Section title={t('progress.title')}>
      {lots.total === 0 ? (
        <Text>{t('progress.none')}</Text>
      ) : (
        <Stack gap="xs">
          <Text>{t('progress.lots', { accepted: lots.accepted, total: lots.total })}</Text>
          <Progress.Root size={18} aria-hidden>
            {shown.map((stage) => (
              <Progress.Section key={stage} value={(lots[stage] / lots.total) * 100} color={COLORS[stage]} />
            ))}
          </Progress.Root>
          <Group component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
            {shown.map((stage) => (
              <Group component="li" key={stage} gap={6}>
                <Box w={12} h={12} bg={COLORS[stage]} style={{ borderRadius: 3 }} aria-hidden />
                <Text size="sm">{t('progress.lotsIn', { stage: names.stage(stage), lots: lots[stage] })}</Text>
              </Group>
            ))}
          </Group>
        </Stack>
      )}
      {deliveries.total > 0 && (
        <Text>
          {t('progress.deliveries', {
            total: deliveries.total,
            accepted: deliveries.accepted,
            sent: deliveries.sent,
          })}
          {deliveries.rejected > 0 && ` ${t('progress.rejected', { rejected: deliveries.rejected })}`}
        </Text>
      )}
    </Section>
  );
}
