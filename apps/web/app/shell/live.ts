import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keys } from '../../api/keys';

export type Connection = 'live' | 'lost';

/** One action writes several rows; they are read together. */
const GATHER_MS = 400;
/** While a hundred people submit there is a change every second: nobody needs whole lists read again that often. */
const AT_MOST_EVERY_MS = 3_000;

interface Changed {
  engagements: { id: string; key: string }[];
}

/**
 * The stream says which engagements were written to; what is on screen of them is read again. The browser reconnects by
 * itself and sends Last-Event-ID, so nothing is missed; after a long time away everything is read again.
 */
export function useLiveChanges(): Connection {
  const queries = useQueryClient();
  const [state, setState] = useState<Connection>('live');

  useEffect(() => {
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastRead = 0;
    const flush = () => {
      timer = undefined;
      lastRead = Date.now();
      for (const key of changed) void queries.invalidateQueries({ queryKey: keys.engagement(key) });
      changed.clear();
      for (const queryKey of [keys.tasks, keys.engagements, keys.myWork, keys.offers])
        void queries.invalidateQueries({ queryKey });
    };
    const soon = () => {
      timer ??= setTimeout(flush, Math.max(GATHER_MS, lastRead + AT_MOST_EVERY_MS - Date.now()));
    };

    let retry: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    const open = () => {
      source = new EventSource('/api/v1/events');
      source.addEventListener('open', () => setState('live'));
      source.addEventListener('changed', (event) => {
        for (const { id, key } of (JSON.parse((event as MessageEvent<string>).data) as Changed).engagements) {
          changed.add(key);
          changed.add(id);
        }
        soon();
      });
      source.addEventListener('notice', () => void queries.invalidateQueries({ queryKey: keys.notices }));
      // Another window of mine took its place, or the server goes down: the stream says when to come back by itself.
      source.addEventListener('end', (event) => {
        if ((JSON.parse((event as MessageEvent<string>).data) as { reason: string }).reason !== 'too_many_streams')
          return;
        source.close();
        retry = setTimeout(open, 60_000);
      });
      source.addEventListener('reset', () => void queries.invalidateQueries());
      source.addEventListener('error', () => {
        setState('lost');
        // A refused stream (session over, too many) is closed for good: asking who I am opens the dialog if need be.
        if (source.readyState !== EventSource.CLOSED) return;
        void queries.invalidateQueries({ queryKey: keys.me });
        retry = setTimeout(open, 5_000);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      clearTimeout(retry);
      source.close();
    };
  }, [queries]);

  return state;
}
