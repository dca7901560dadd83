import { STAGES, type Stage } from '@kado/domain/lifecycle';
import { ROLES, type Role } from '@kado/domain/roles';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../../app/root';

export interface EngagementsSearch {
  stage?: Stage;
  clientId?: string;
  waitingFor?: Role;
  /** The dialog that starts an engagement is open. */
  new?: 1;
}

const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined =>
  list.find((entry) => entry === value);

export const engagementsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/engagements',
    validateSearch: (search: Record<string, unknown>): EngagementsSearch => {
      const stage = oneOf(STAGES, search.stage);
      const waitingFor = oneOf(ROLES, search.waitingFor);
      return {
        ...(stage && { stage }),
        ...(typeof search.clientId === 'string' && { clientId: search.clientId }),
        ...(waitingFor && { waitingFor }),
        ...(search.new ? { new: 1 as const } : {}),
      };
    },
    component: lazyRouteComponent(() => import('./engagements-page'), 'EngagementsPage'),
  }),
];
