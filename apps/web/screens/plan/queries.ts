import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';

export type PlanVersion = Of<'PlanVersion'>;
export type ManualHead = Of<'ManualHead'>;

/** A hundred versions are more than anybody compares. */
const ALL = { limit: 100 };

export function usePlans(key: string, enabled = true) {
  return useQuery({
    queryKey: keys.engagement(key, 'plans'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/plans', { params: { path: { id: key }, query: ALL } })),
    select: ({ items }) => items,
    enabled,
  });
}

export function useManuals(key: string) {
  return useQuery({
    queryKey: keys.engagement(key, 'manuals'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/manuals', { params: { path: { id: key }, query: ALL } })),
    select: ({ items }) => items,
  });
}

export function useManual(key: string, version: number | undefined) {
  return useQuery({
    queryKey: keys.engagement(key, 'manuals', version),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/manuals/{version}', {
          params: { path: { id: key, version: String(version) } },
        }),
      ),
    enabled: version !== undefined,
  });
}

/** How much there is to do: the volume of the contract, signed before drafted. */
export function useVolume(key: string, enabled: boolean): number | undefined {
  const { data } = useQuery({
    queryKey: keys.engagement(key, 'requirements'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/requirements', { params: { path: { id: key }, query: ALL } })),
    select: ({ items }) => items,
    enabled,
  });
  return (data?.find(({ status }) => status === 'signed') ?? data?.[0])?.clauses.volume;
}
