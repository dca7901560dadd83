import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

export interface PlanSearch {
  version?: number;
  edit?: true;
}

export interface ManualSearch extends PlanSearch {
  /** Compared with this version. */
  against?: number;
}

const number = (value: unknown): number | undefined => {
  const read = Number(value);
  return Number.isInteger(read) && read > 0 ? read : undefined;
};
const given = <T extends object>(search: T): T =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
const isOn = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

export const planRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/plan',
    validateSearch: (search: Record<string, unknown>): PlanSearch =>
      given({ version: number(search.version), edit: isOn(search.edit) }),
    component: lazyRouteComponent(() => import('./plan-page'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/manual',
    validateSearch: (search: Record<string, unknown>): ManualSearch =>
      given({ version: number(search.version), edit: isOn(search.edit), against: number(search.against) }),
    component: lazyRouteComponent(() => import('./manual-page'), 'ManualPage'),
  }),
];
