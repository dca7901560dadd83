import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const deliveriesRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/deliveries',
    component: lazyRouteComponent(() => import('./deliveries-page'), 'DeliveriesPage'),
  }),
];
