import { type OperationId, policyOf, scopeOfRole } from '@kado/auth/policy';
import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Of } from '../api/types';

export type Engagement = Of<'Engagement'>;

export const engagementQuery = (key: string) => ({
  queryKey: keys.engagement(key),
  queryFn: () => ask(api.GET('/api/v1/engagements/{id}', { params: { path: { id: key } } })),
});

export const waitingQuery = (key: string) => ({
  queryKey: keys.engagement(key, 'waiting'),
  queryFn: () => ask(api.GET('/api/v1/engagements/{id}/waiting', { params: { path: { id: key } } })),
});

/** Whether such a decision is open here: what leads to it is then the thing to do next. */
export function useIsAsked(key: string, kind: HumanTaskKind): boolean {
  const { data } = useQuery(waitingQuery(key));
  return data?.waiting.some((task) => task.kind === kind) ?? false;
}

/** `KADO-2026-0001` of the page that is open. */
export function useEngagementKey(): string {
  const { key } = useParams({ strict: false });
  if (key === undefined) throw new TypeError('not a page of an engagement');
  return key;
}

/** The engagement of the page; the frame waits for it, so inside of it it is there. */
export function useEngagement(): Of<'Engagement'> {
  const { data } = useQuery(engagementQuery(useEngagementKey()));
  if (!data) throw new TypeError('useEngagement is for pages inside the engagement frame');
  return data;
}

/** Whether one of my roles here has the right: hides what the API would refuse; it decides nothing. */
export function mayIn(engagement: Pick<Of<'Engagement'>, 'myRoles'>, operation: OperationId): boolean {
  const row = policyOf(operation);
  return typeof row === 'string' || engagement.myRoles.some((role) => scopeOfRole(operation, role) !== undefined);
}
