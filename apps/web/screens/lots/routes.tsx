import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const lotsRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/lots',
    component: lazyRouteComponent(() => import('./lots-page'), 'LotsPage'),
  }),
];
