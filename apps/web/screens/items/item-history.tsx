import { Stack, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { When } from '../../kit/when';
import { useNames } from '../../kit/words';
import { useFaultCodes } from '../../parts/fault-codes';

/** Every move of the item, oldest first: from which state to which, who, why, and the answer as it was then. */
export function ItemHistory(props: {
  engagementKey: string;
  events: readonly Of<'WorkItemEvent'>[];
  nameOf: (id: string | null) => string | undefined;
}) {
  const { t, i18n } = useTranslation('items');
  const names = useNames();
  const faults = useFaultCodes(props.engagementKey);
  /** A reason of the system's own, or the code under which a reviewer sent it back. */
  const reasonOf = (reason: string) =>
    i18n.exists(`items:reason.${reason}`)
      ? t(`reason.${reason}`)
      : t('reason.returned', { name: faults.nameOf(reason) });
  if (props.events.length === 0) return <Text c="dimmed">{t('history.empty')}</Text>;
  return (
    <Timeline bulletSize={16} lineWidth={2} active={props.events.length - 1}>
      {props.events.map((event, at) => (
        <Timeline.Item
          // biome-ignore lint/suspicious/noArrayIndexKey: events only grow at the end
          key={at}
          title={t('history.move', {
            from: names.code('itemState', event.from),
            to: names.code('itemState', event.to),
          })}
        >
          <Stack gap={0}>
            <When at={event.at} />
            <Text size="sm">{props.nameOf(event.actorId) ?? t('history.system')}</Text>
            {event.answer !== null && <Text size="sm">{t('history.answer', { answer: event.answer })}</Text>}
            {event.reason !== null && <Text size="sm">{t('history.reason', { reason: reasonOf(event.reason) })}</Text>}
          </Stack>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
