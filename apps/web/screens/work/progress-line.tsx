import { Text } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { count } from '../../kit/time';
import { type Queue, unsent } from './queue';

/** Mine, today and this week as the API counts them, and what has been taken since it was asked. */
export function ProgressLine({ queue, work }: { queue: Queue; work: Of<'MyWork'> }) {
  const { t, i18n } = useTranslation('work');
  const read = useRef({ work, taken: queue.taken });
  if (read.current.work !== work) read.current = { work, taken: queue.taken };
  const waiting = unsent(queue);
  return (
    <Text size="sm" c="dimmed" className="figures">
      {t('progress.today', {
        number: count(work.submittedToday + queue.taken - read.current.taken, i18n.language),
      })}
      {waiting > 0 && ` ${t('progress.waiting', { number: count(waiting, i18n.language) })}`}
    </Text>
  );
}
