import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { engagementRoutes } from '../screens/engagement/routes';
import { engagementsRoutes } from '../screens/engagements/routes';
import { homeRoutes } from '../screens/home/routes';
import { inboxRoutes } from '../screens/inbox/routes';
import { peopleRoutes } from '../screens/people/routes';
import { signInRoutes } from '../screens/sign-in/routes';
import { workRoutes } from '../screens/work/routes';
import { RouteFault } from './faults';
import { appRoute, rootRoute } from './root';

const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  appRoute.addChildren([
    ...homeRoutes,
    ...inboxRoutes,
    ...engagementsRoutes,
    ...engagementRoutes,
    ...workRoutes,
    ...peopleRoutes,
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    scrollRestoration: true,
    defaultErrorComponent: RouteFault,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
