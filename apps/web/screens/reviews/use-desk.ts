import { useEffect, useState, useSyncExternalStore } from 'react';
import { readDraft } from '../../kit/draft';
import { ReviewDesk } from './desk';
import { ioOf } from './desk-io';
import { type Kept, restore } from './session';

const TICK_MS = 1_000;

/** The desk of one engagement, alive while its page is; what was judged goes out when the page is left or hidden. */
export function useDesk(engagementKey: string, personId: string) {
  const [desk] = useState(() => {
    const draftKey = `reviews:${engagementKey}:${personId}`;
    return new ReviewDesk(ioOf(engagementKey, draftKey), restore(readDraft<Kept>(draftKey)));
  });
  const state = useSyncExternalStore(desk.subscribe, desk.read);
  useEffect(() => {
    const timer = setInterval(() => void desk.tick(), TICK_MS);
    const hidden = () => (document.visibilityState === 'hidden' ? desk.send() : desk.seen());
    const events = ['pointerdown', 'keydown'] as const;
    for (const event of events) document.addEventListener(event, desk.seen, { passive: true });
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(timer);
      for (const event of events) document.removeEventListener(event, desk.seen);
      document.removeEventListener('visibilitychange', hidden);
      desk.send();
    };
  }, [desk]);
  return { desk, ...state };
}
