import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export const inboxRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/tasks',
    component: lazyRouteComponent(() => import('./inbox-page'), 'InboxPage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/tasks/$id',
    component: lazyRouteComponent(() => import('./task-page'), 'TaskPage'),
  }),
];
