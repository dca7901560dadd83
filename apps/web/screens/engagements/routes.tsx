import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export const engagementsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/engagements',
    component: lazyRouteComponent(() => import('./engagements-page'), 'EngagementsPage'),
  }),
];
