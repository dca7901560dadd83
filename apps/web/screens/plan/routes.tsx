import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const planRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/plan',
    component: lazyRouteComponent(() => import('./plan-page'), 'PlanPage'),
  }),
];
