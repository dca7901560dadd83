import { api, ask } from '../../api/client';
import type { Of } from '../../api/types';
import { forgetDraft, writeDraft } from '../../kit/draft';
import { type Given, keep, type ReviewItem, type Session } from './session';

export interface DeskIo {
  take: (limit: number, key: string) => Promise<ReviewItem[]>;
  takeAgain: (ids: string[], key: string) => Promise<ReviewItem[]>;
  decide: (items: readonly Given[], key: string) => Promise<Of<'ItemResult'>[]>;
  release: (item: ReviewItem, key: string) => Promise<void>;
  /** Called with each new state. */
  keep: (session: Session) => void;
  now: () => number;
}

/** The desk's lines to the API, and what this browser keeps of it. */
export function ioOf(engagementKey: string, draftKey: string): DeskIo {
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
