import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { engagementRoute } from '../engagement/route';

/** What the ranked list is narrowed by; `skill` holds codes with commas, as the API takes them. */
export interface TeamSearch {
  role?: 'leader' | 'teleworker';
  skill?: string;
  place?: string;
  free?: 1;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 400) : undefined;

export const teamRoutes = [
  createRoute({
    getParentRoute: () => engagementRoute,
    path: '/team',
    validateSearch: (search: Record<string, unknown>): TeamSearch => {
      const skill = text(search.skill);
      const place = text(search.place);
      return {
        ...(search.role === 'leader' && { role: 'leader' as const }),
        ...(skill && { skill }),
        ...(place && { place }),
        ...(search.free ? { free: 1 as const } : {}),
      };
    },
    component: lazyRouteComponent(() => import('./team-page'), 'TeamPage'),
  }),
];
