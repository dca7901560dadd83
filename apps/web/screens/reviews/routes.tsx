import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const reviewsRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./reviews-page'), 'ReviewsPage'),
  }),
];
