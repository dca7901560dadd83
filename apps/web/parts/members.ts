import type { OperationId } from '@kado/auth/policy';
import { useTranslation } from 'react-i18next';
import { mayIn, useEngagement } from './engagement';

/** Whether my roles here may do this: hides what the API would refuse. */
export function useMayHere(): (operation: OperationId) => boolean {
  const engagement = useEngagement();
  return (operation) => mayIn(engagement, operation);
}

/** Names of the people of an engagement; who has left the team meanwhile is said to be a former member. */
export function useMemberName(): (id: string | null) => string {
  const { t } = useTranslation('lots');
  const members = useEngagement().members ?? [];
  const names = new Map(members.map(({ person }) => [person.id, person.name]));
  return (id) => (id === null ? '—' : (names.get(id) ?? t('formerMember')));
}

export const lotKey = (engagementKey: string, lotNo: number | string): string => `${engagementKey}-L${lotNo}`;
export const lotNoOf = (key: string): string => /-L(\d+)$/.exec(key)?.[1] ?? key;
