import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

/** Frame of everything about one engagement; its parts are children. `$key` is the human key, KADO-2026-0001. */
export const engagementRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/engagements/$key',
  component: lazyRouteComponent(() => import('./engagement-frame'), 'EngagementFrame'),
});
