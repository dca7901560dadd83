import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue } from './queue';

/** A hundred answers are not a hundred announcements. */
const SAID_EVERY = 10;

/** What a screen reader is told: progress now and then, and what somebody did that cannot be seen. */
export function useHeard(queue: Queue) {
  const { t } = useTranslation('work');
  const [text, say] = useState('');
  const said = useRef(0);
  useEffect(() => {
    const done = Math.floor(queue.taken / SAID_EVERY) * SAID_EVERY;
    if (done <= said.current) return;
    said.current = done;
    say(t('progress.heard', { number: done }));
  }, [queue.taken, t]);
  return { text, say };
}

export function Heard({ text }: { text: string }) {
  return (
    <div role="status" className="only-heard">
      {text}
    </div>
  );
}
