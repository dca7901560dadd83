import { ROLES, type Role } from '@kado/domain/roles';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export interface PeopleSearch {
  q?: string;
  skill?: string;
  municipality?: string;
  role?: Role;
  /** Declared hours a week that nobody has taken yet, at least. */
  minFreeHours?: number;
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value).trim() !== ''
    ? String(value).slice(0, 100)
    : undefined;

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/people',
    validateSearch: (search: Record<string, unknown>): PeopleSearch => {
      const q = text(search.q);
      const skill = text(search.skill);
      const municipality = text(search.municipality);
      const role = ROLES.find((one) => one === search.role);
      const free = Number(search.minFreeHours);
      return {
        ...(q && { q }),
        ...(skill && { skill }),
        ...(municipality && { municipality }),
        ...(role && { role }),
        ...(free > 0 && free <= 168 && { minFreeHours: free }),
      };
    },
    component: lazyRouteComponent(() => import('./people-page'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./person-page'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/absences',
    component: lazyRouteComponent(() => import('./absences-page'), 'AbsencesPage'),
  }),
];
