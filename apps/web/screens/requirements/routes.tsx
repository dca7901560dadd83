import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export interface RequirementsSearch {
  /** The version that is read; the newest where it is not said. */
  version?: number;
  /** The version it is compared with. */
  against?: number;
  write?: 'clauses' | 'quote';
}

const whole = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;

const requirementsRoute = createRoute({
  getParentRoute: () => engagementRoute,
  path: '/requirements',
  validateSearch: (search: Record<string, unknown>): RequirementsSearch => {
    const [version, against] = [whole(search.version), whole(search.against)];
    return {
      ...(version && { version }),
      ...(against && { against }),
      ...((search.write === 'clauses' || search.write === 'quote') && { write: search.write }),
    };
  },
  component: lazyRouteComponent(() => import('./requirements-page'), 'RequirementsPage'),
});

export const requirementsRoutes = [requirementsRoute];
