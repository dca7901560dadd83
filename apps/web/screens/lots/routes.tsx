import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export const lotsRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/lots',
    component: lazyRouteComponent(() => import('./lots-page'), 'LotsPage'),
  }),
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/lots/$lotNo/inspection',
    component: lazyRouteComponent(() => import('./inspection-page'), 'InspectionPage'),
  }),
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/adjudications',
    component: lazyRouteComponent(() => import('./adjudications-page'), 'AdjudicationsPage'),
  }),
];
