import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';
import { readItemsSearch } from './items-search';

export const itemsRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/items',
    validateSearch: readItemsSearch,
    component: lazyRouteComponent(() => import('./items-page'), 'ItemsPage'),
  }),
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/import',
    component: lazyRouteComponent(() => import('./import-page'), 'ImportPage'),
  }),
];
