import type { OperationId } from '@kado/auth/policy';
import { useTranslation } from 'react-i18next';
import { mayHere, useEngagement } from './engagement';

/** Whether my roles here may do this: hides what the API would refuse. False until they are known. */
export function useMayHere(key: string): (operation: OperationId) => boolean {
  const { data } = useEngagement(key);
  return (operation) => data !== undefined && mayHere(data, operation);
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
