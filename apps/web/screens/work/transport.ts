import { api, ask } from '../../api/client';
import type { Item, Verdict } from './queue';

/** What the labelling screen asks of the API. */
export interface Transport {
  reserve(key: string, limit: number): Promise<Item[]>;
  submit(
    key: string,
    items: { id: string; fence: number; answer: string; activeSeconds: number }[],
  ): Promise<readonly Verdict[]>;
  release(key: string, items: readonly Item[]): Promise<void>;
}

export function transportOf(engagementKey: string): Transport {
  const path = { id: engagementKey };
  const header = (key: string) => ({ 'Idempotency-Key': key });
  return {
    async reserve(key, limit) {
      const call = api.POST('/api/v1/engagements/{id}/work-items/reserve', {
        params: { path, header: header(key) },
        body: { limit },
      });
      const { items } = await ask(call);
      // The lease is counted by the server's clock; a phone's may be minutes off.
      const said = Date.parse((await call).response.headers.get('date') ?? '');
      const ahead = Number.isNaN(said) ? 0 : Date.now() - said;
      return items.map(({ leaseUntil, manualVersion: _, ...item }) => ({
        ...item,
        until: Date.parse(leaseUntil) + ahead,
      }));
    },
    async submit(key, items) {
      const call = api.POST('/api/v1/engagements/{id}/work-items/submissions', {
        params: { path, header: header(key) },
        body: { items },
        // Goes out even while the page is being closed.
        keepalive: true,
      });
      return (await ask(call)).results;
    },
    async release(key, items) {
      await ask(
        api.POST('/api/v1/engagements/{id}/work-items/releases', {
          params: { path, header: header(key) },
          body: { items: items.map(({ id, fence }) => ({ id, fence })) },
          keepalive: true,
        }),
      );
    },
  };
}
