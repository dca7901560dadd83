import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const teamRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/team',
    component: lazyRouteComponent(() => import('./team-page'), 'TeamPage'),
  }),
];
