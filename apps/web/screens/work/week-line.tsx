import { Box, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Hours of this week beside the ceiling that the person has set; a limit for their own sake, not a target. */
export function WeekLine({ hours, ceiling }: { hours: number; ceiling: number }) {
  const { t, i18n } = useTranslation('work');
  const figure = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value);
  const words = t('week', { hours: figure(hours), ceiling: figure(ceiling) });
  return (
    <Box>
      <Text className="figures">{words}</Text>
      {ceiling > 0 && (
        <Progress
          value={Math.min(100, (100 * hours) / ceiling)}
          color={hours >= ceiling ? 'yellow' : undefined}
          aria-label={words}
        />
      )}
    </Box>
  );
}
