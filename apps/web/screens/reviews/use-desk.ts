import { useEffect, useState, useSyncExternalStore } from 'react';
import { api, ask } from '../../api/client';
import { forgetDraft, readDraft, writeDraft } from '../../kit/draft';
import { type DeskIo, ReviewDesk } from './desk';
import { type Kept, keep, restore, type Session } from './session';

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

function ioOf(engagementKey: string, draftKey: string): DeskIo {
  const path = { id: engagementKey };
  const reserve = async (body: { limit: number; ids?: string[] }, key: string) => {
    const params = { path, header: { 'Idempotency-Key': key } };
    const { items } = await ask(api.POST('/api/v1/engagements/{id}/reviews/reserve', { params, body }));
    return items;
  };
  return {
    now: Date.now,
    take: (limit, key) => reserve({ limit }, key),
    takeAgain: (ids, key) => reserve({ limit: ids.length, ids }, key),
    decide: async (given, key) => {
      const params = { path, header: { 'Idempotency-Key': key } };
      const items = given.map(({ at: _, seen: __, ...verdict }) => verdict);
      const { results } = await ask(api.POST('/api/v1/engagements/{id}/reviews', { params, body: { items } }));
      return results;
    },
    release: async ({ id, fence }, key) => {
      const params = { path: { id }, header: { 'Idempotency-Key': key } };
      await ask(api.POST('/api/v1/work-items/{id}/release', { params, body: { fence } }));
    },
    keep: (session: Session) => {
      const kept = keep(session);
      const isNothing = kept.ids.length === 0 && kept.given.length === 0 && kept.outbox === null;
      if (isNothing) forgetDraft(draftKey);
      else writeDraft(draftKey, kept);
    },
  };
}
