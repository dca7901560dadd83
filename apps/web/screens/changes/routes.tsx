import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export interface ChangesSearch {
  /** A form that is open: a new request, terms for the change of this number, a look at the plan of this version. */
  ask?: true;
  offer?: number;
  plan?: number;
}

const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;

const changesRoute = createRoute({
  getParentRoute: () => engagementRoute,
  path: '/changes',
  validateSearch: (search: Record<string, unknown>): ChangesSearch => {
    const [offer, plan] = [whole(search.offer), whole(search.plan)];
    return { ...(search.ask === true && { ask: true }), ...(offer && { offer }), ...(plan && { plan }) };
  },
  component: lazyRouteComponent(() => import('./changes-page'), 'ChangesPage'),
});

export const changesRoutes = [changesRoute];
