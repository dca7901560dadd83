import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export const workRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/work',
    component: lazyRouteComponent(() => import('./work-page'), 'WorkPage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/work/$key',
    component: lazyRouteComponent(() => import('./labelling-page'), 'LabellingPage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/work/$key/manual',
    component: lazyRouteComponent(() => import('./manual-page'), 'ManualPage'),
    validateSearch: (search: Record<string, unknown>): { version?: number } =>
      Number.isInteger(search.version) ? { version: search.version as number } : {},
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/offers',
    component: lazyRouteComponent(() => import('./offers-page'), 'OffersPage'),
  }),
];
