import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { changesRoutes } from '../changes/routes';
import { deliveriesRoutes } from '../deliveries/routes';
import { itemsRoutes } from '../items/routes';
import { lotsRoutes } from '../lots/routes';
import { planRoutes } from '../plan/routes';
import { requirementsRoutes } from '../requirements/routes';
import { reviewsRoutes } from '../reviews/routes';
import { teamRoutes } from '../team/routes';
import { engagementRoute } from './route';

export const engagementRoutes = [
  engagementRoute.addChildren([
    createRoute({
      getParentRoute: () => engagementRoute,
      path: '/',
      component: lazyRouteComponent(() => import('./overview-page'), 'OverviewPage'),
    }),
    createRoute({
      getParentRoute: () => engagementRoute,
      path: '/timeline',
      component: lazyRouteComponent(() => import('./timeline-page'), 'TimelinePage'),
    }),
    createRoute({
      getParentRoute: () => engagementRoute,
      path: '/documents',
      component: lazyRouteComponent(() => import('./documents-page'), 'DocumentsPage'),
    }),
    ...requirementsRoutes,
    ...planRoutes,
    ...teamRoutes,
    ...itemsRoutes,
    ...lotsRoutes,
    ...reviewsRoutes,
    ...deliveriesRoutes,
    ...changesRoutes,
  ]),
];
