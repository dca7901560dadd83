import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const itemsRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/items',
    component: lazyRouteComponent(() => import('./items-page'), 'ItemsPage'),
  }),
];
