import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { ProblemError } from '../api/problem';
import { NotFound, RouteFault } from './faults';
import { loadWordsFor } from './i18n';
import { meQuery } from './session';
import { Shell } from './shell/shell';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/** Parent of every page for signed-in people: global bar, live changes, the dialog that renews a session. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: Shell,
  errorComponent: RouteFault,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    try {
      await loadWordsFor(location.pathname);
      await context.queries.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
});
