import { mayAtAll, type OperationId } from '@kado/auth/policy';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';

/** The engagement of the page, as every part of it reads it: one question, one answer. */
export function useEngagement(key: string) {
  return useQuery({
    queryKey: keys.engagement(key),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}', { params: { path: { id: key } } })),
  });
}

/** Whether my roles here may do this: hides what the API would refuse. False until they are known. */
export function useMayHere(key: string): (operation: OperationId) => boolean {
  const roles = useEngagement(key).data?.myRoles ?? [];
  return (operation) => mayAtAll(operation, roles);
}

/** Names of the people of an engagement; who has left the team meanwhile is said to be a former member. */
export function useMemberName(key: string): (id: string | null) => string {
  const { t } = useTranslation('lots');
  const members = useEngagement(key).data?.members ?? [];
  const names = new Map(members.map(({ person }) => [person.id, person.name]));
  return (id) => (id === null ? '—' : (names.get(id) ?? t('formerMember')));
}

export const lotKey = (engagementKey: string, lotNo: number | string): string => `${engagementKey}-L${lotNo}`;
export const lotNoOf = (key: string): string => /-L(\d+)$/.exec(key)?.[1] ?? key;
