import { Alert, Box, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count, percent } from '../../kit/time';
import type { Report } from './queries';

/** The quality that was reached, with its interval as it was reckoned, against what was agreed. */
export function Accuracy({ report }: { report: Report }) {
  const { t, i18n } = useTranslation('deliveries');
  const { language } = i18n;
  const { accuracy, qualityTarget } = report;
  const share = (value: number) => percent(value, language, 2);
  const verdict =
    qualityTarget === null
      ? undefined
      : accuracy.low >= qualityTarget
        ? 'met'
        : accuracy.estimate >= qualityTarget
          ? 'open'
          : 'missed';
  return (
    <Stack gap="xs">
      <Text fw={700} fz="lg" className="figures">
        {t('accuracy.estimate', { estimate: share(accuracy.estimate) })}
      </Text>
      <Text className="figures">
        {t('accuracy.interval', {
          confidence: percent(accuracy.confidence, language, 0),
          low: share(accuracy.low),
          high: share(accuracy.high),
        })}
      </Text>
      <Interval {...accuracy} target={qualityTarget} />
      <Text size="sm">
        {t(`accuracy.basis.${accuracy.basis}`, {
          measured: count(accuracy.measured, language),
          right: count(accuracy.right, language),
        })}
      </Text>
      {verdict && qualityTarget !== null && (
        <Alert
          color={verdict === 'met' ? 'green' : 'yellow'}
          icon={verdict === 'met' ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        >
          {t(`accuracy.${verdict}`, { target: share(qualityTarget) })}
        </Alert>
      )}
    </Stack>
  );
}

/** The same for the eye: interval, estimate and target on one scale. The words above say it all. */
function Interval({
  low,
  high,
  estimate,
  target,
}: {
  low: number;
  high: number;
  estimate: number;
  target: number | null;
}) {
  const { t } = useTranslation('deliveries');
  const least = Math.min(low, target ?? 1);
  const from = Math.max(0, Math.floor((least - (1 - least) * 0.2) * 100) / 100);
  const at = (value: number) => `${((value - from) / (1 - from || 1)) * 100}%`;
  return (
    <Box maw={480} aria-hidden>
      <Box pos="relative" h={28} my={4}>
        <Box pos="absolute" top={12} left={0} right={0} h={4} bg="var(--mantine-color-default-border)" />
        <Box
          pos="absolute"
          top={8}
          h={12}
          bg="var(--mantine-primary-color-filled)"
          style={{ left: at(low), right: `calc(100% - ${at(high)})`, borderRadius: 6, opacity: 0.55 }}
        />
        <Box
          pos="absolute"
          top={4}
          w={4}
          h={20}
          bg="var(--mantine-primary-color-filled)"
          style={{ left: `calc(${at(estimate)} - 2px)` }}
        />
        {target !== null && (
          <Box
            pos="absolute"
            top={0}
            h={28}
            style={{ left: at(target), borderLeft: '2px dashed var(--mantine-color-text)' }}
          />
        )}
      </Box>
      <Box style={{ display: 'flex', justifyContent: 'space-between' }}>
        <Text size="xs">{Math.round(from * 100)}%</Text>
        {target !== null && <Text size="xs">{t('accuracy.dashed')}</Text>}
        <Text size="xs">100%</Text>
      </Box>
    </Box>
  );
}
