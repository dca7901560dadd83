import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/people',
    component: lazyRouteComponent(() => import('./people-page'), 'PeoplePage'),
  }),
];
