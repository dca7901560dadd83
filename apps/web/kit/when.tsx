import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateTime, day, relative, shortDateTime, today } from './time';

/** A moment: short, with the whole of it as title. */
export function When({ at, size = 'sm' }: { at: string; size?: string }) {
  const { i18n } = useTranslation();
  return (
    <Text component="time" dateTime={at} title={dateTime(at, i18n.language)} size={size} c="dimmed" className="figures">
      {shortDateTime(at, i18n.language)}
    </Text>
  );
}

/** Until when; late is said by word and sign, not by colour alone. */
export function Due({ at, size = 'sm' }: { at: string; size?: string }) {
  const { t, i18n } = useTranslation();
  const isLate = Date.parse(at) < Date.now();
  return (
    <Text
      component="time"
      dateTime={at}
      title={dateTime(at, i18n.language)}
      size={size}
      c={isLate ? 'var(--mantine-color-error)' : undefined}
      fw={isLate ? 700 : 400}
      className="figures"
    >
      {isLate && <IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />}
      {isLate
        ? t('due.late', { at: shortDateTime(at, i18n.language) })
        : t('due.until', { at: shortDateTime(at, i18n.language) })}
      {` (${relative(at, i18n.language)})`}
    </Text>
  );
}

/** A business date; `isDue` marks one that has passed. */
export function Day({ date, isDue = false }: { date: string; isDue?: boolean }) {
  const { t, i18n } = useTranslation();
  const isPast = isDue && date < today();
  return (
    <Text
      component="time"
      dateTime={date}
      size="sm"
      c={isPast ? 'var(--mantine-color-error)' : undefined}
      className="figures"
    >
      {day(date, i18n.language)}
      {isPast && ` ${t('due.past')}`}
    </Text>
  );
}
