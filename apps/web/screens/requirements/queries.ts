import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';

export type Version = Of<'RequirementVersion'>;
export type Quote = Of<'QuoteVersion'>;
export type Pilot = Of<'Pilot'>;

/** A contract has a handful of versions; a hundred are more than anybody compares. */
const ALL = { limit: 100 };

export function useVersions(key: string) {
  return useQuery({
    queryKey: keys.engagement(key, 'requirements'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/requirements', { params: { path: { id: key }, query: ALL } })),
    select: ({ items }) => items,
  });
}

export function useQuotes(key: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.engagement(key, 'quotes'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/quotes', { params: { path: { id: key }, query: ALL } })),
    select: ({ items }) => items,
    enabled,
  });
}

export function usePilot(key: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.engagement(key, 'pilot'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/pilot', { params: { path: { id: key } } })),
    enabled,
  });
}

/** What a quote prices: the clauses put before the client, although a newer draft may have been begun (as the API does). */
export function pricedVersion(versions: readonly Version[]): Version | undefined {
  return versions.find(({ status }) => status === 'submitted') ?? versions[0];
}
