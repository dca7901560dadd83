import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../../app/root';
import { SignInPage } from './sign-in-page';

/* Not lazy: what everybody's first load needs is one file, which compresses best and comes in one request. */
export const signInRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: (search: Record<string, unknown>): { next?: string } =>
      typeof search.next === 'string' ? { next: search.next } : {},
    component: SignInPage,
  }),
];
