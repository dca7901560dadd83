import { mayAtAll, type OperationId } from '@kado/auth/policy';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Of } from '../api/types';

export type Engagement = Of<'Engagement'>;

export function useEngagement(key: string) {
  return useQuery({
    queryKey: keys.engagement(key, 'one'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}', { params: { path: { id: key } } })),
  });
}

/** What the roles I hold here let me do, by the policy table; a courtesy, the API decides. */
export function mayHere({ myRoles }: Pick<Engagement, 'myRoles'>, operation: OperationId): boolean {
  return mayAtAll(operation, myRoles);
}

export function useWaiting(key: string) {
  return useQuery({
    queryKey: keys.engagement(key, 'waiting'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/waiting', { params: { path: { id: key } } })),
  });
}
