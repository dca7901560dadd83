import type { OperationId } from '@kado/auth/policy';
import { mayAtAll } from '@kado/auth/policy';
import type { Role } from '@kado/domain/roles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Of } from '../api/types';
import { forgetAllDrafts } from '../kit/draft';

export type Me = Of<'Me'>;

export const meQuery = {
  queryKey: keys.me,
  queryFn: () => ask(api.GET('/api/v1/me')),
  staleTime: 60_000,
  retry: false,
} as const;

/** The signed-in person; only below the shell, which waits for it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new TypeError('useMe is for pages inside the shell');
  return data;
}

/** Every role held anywhere: by grant or by membership. */
export function rolesOf(me: Me): Role[] {
  return [...new Set([...me.roles.map(({ role }) => role), ...me.memberships.map(({ role }) => role)])];
}

/** Whether any of my roles may do this somewhere: hides what the API would refuse; it decides nothing. */
export function useMayAtAll(): (operation: OperationId) => boolean {
  const roles = rolesOf(useMe());
  return (operation) => mayAtAll(operation, roles);
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await api.DELETE('/api/v1/auth/session', {}).catch(() => undefined);
    forgetAllDrafts();
    queries.clear();
    location.assign('/sign-in');
  };
}
