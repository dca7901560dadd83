import { Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';

type Progress = Of<'InspectionProgress'>;

/** How an inspection stands against its acceptance number: by word, sign and figures. */
export function InspectionState({ lot }: { lot: Of<'Lot'> }) {
  const { t } = useTranslation('lots');
  if (!lot.inspection)
    return (
      <Text size="sm" c="dimmed">
        {lot.lotNo === 0 ? t('inspection.pilot') : t('inspection.notDrawn')}
      </Text>
    );
  return <Verdict {...lot.inspection} />;
}

export function Verdict({ sampleSize, acceptanceNumber, inspected, defects }: Progress) {
  const { t } = useTranslation('lots');
  const isOver = defects > acceptanceNumber;
  const isDone = inspected >= sampleSize;
  const [Icon, color, word] = isOver
    ? ([IconAlertTriangle, 'var(--mantine-color-error)', t('inspection.over')] as const)
    : isDone
      ? ([IconCheck, undefined, t('inspection.within')] as const)
      : ([IconProgress, undefined, t('inspection.going')] as const);
  return (
    <Stack gap={0}>
      <Group gap={4} wrap="nowrap" c={color}>
        <Icon size={16} aria-hidden />
        <Text size="sm" fw={700}>
          {word}
        </Text>
      </Group>
      <Text size="sm" className="figures">
        {t('inspection.figures', { inspected, sampleSize })}
      </Text>
      <Text size="sm" className="figures">
        {t('inspection.defects', { defects, acceptanceNumber })}
      </Text>
    </Stack>
  );
}
