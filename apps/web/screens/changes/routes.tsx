import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const changesRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/changes',
    component: lazyRouteComponent(() => import('./changes-page'), 'ChangesPage'),
  }),
];
