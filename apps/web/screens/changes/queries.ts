import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import type { Of } from '../../api/types';

export type Change = Of<'Change'>;
export type PlanChange = Of<'PlanChange'>;
export type PlanDryRun = Of<'PlanDryRun'>;

export function useChanges(key: string) {
  return usePages<Change>(keys.engagement(key, 'changes'), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/changes', {
        params: { path: { id: key }, query: { limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  );
}

export function usePlanChanges(key: string) {
  return usePages<PlanChange>(keys.engagement(key, 'plan-changes'), (cursor) =>
    ask(
      api.GET('/api/v1/engagements/{id}/plan-changes', {
        params: { path: { id: key }, query: { limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  );
}

/** The clauses that are signed now: what a change starts from. */
export function useSigned(key: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.engagement(key, 'requirements'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/requirements', { params: { path: { id: key }, query: { limit: 100 } } })),
    select: ({ items }) => items.find(({ status }) => status === 'signed') ?? null,
    enabled,
  });
}

export function useQuotes(key: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.engagement(key, 'quotes'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/quotes', { params: { path: { id: key }, query: { limit: 100 } } })),
    select: ({ items }) => items,
    enabled,
  });
}

export function useDryRun(key: string, version: number | undefined) {
  return useQuery({
    queryKey: keys.engagement(key, 'plans', version, 'dry-run'),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/plans/{version}/dry-run', {
          params: { path: { id: key, version: String(version) } },
        }),
      ),
    enabled: version !== undefined,
  });
}

export function usePlans(key: string, enabled: boolean) {
  return useQuery({
    queryKey: keys.engagement(key, 'plans'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/plans', { params: { path: { id: key }, query: { limit: 100 } } })),
    select: ({ items }) => items,
    enabled,
  });
}
