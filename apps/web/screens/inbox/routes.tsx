import { type HumanTaskKind, isHumanTaskKind } from '@kado/domain/human-tasks';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export interface InboxSearch {
  /** Left out: what I may decide and nobody else has. */
  who?: 'free' | 'me' | 'all';
  late?: 1;
  engagement?: string;
  kind?: HumanTaskKind;
  /** The one shown beside the list. */
  task?: string;
}

const WHO = ['free', 'me', 'all'] as const;
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const inboxRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/tasks',
    validateSearch: (search: Record<string, unknown>): InboxSearch => {
      const who = WHO.find((value) => value === search.who);
      const kind = textOf(search.kind);
      const engagement = textOf(search.engagement);
      const task = textOf(search.task);
      return {
        ...(who && { who }),
        ...(search.late ? { late: 1 as const } : {}),
        ...(engagement && { engagement }),
        ...(kind && isHumanTaskKind(kind) && { kind }),
        ...(task && { task }),
      };
    },
    component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/tasks/$id',
    component: lazyRouteComponent(() => import('./task-page'), 'TaskPage'),
  }),
];
