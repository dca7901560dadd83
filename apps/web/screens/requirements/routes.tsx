import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const requirementsRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/requirements',
    component: lazyRouteComponent(() => import('./requirements-page'), 'RequirementsPage'),
  }),
];
