import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../../app/root';
import { HomePage } from './home-page';

/* Not lazy: what everybody's first load needs is one file, which compresses best and comes in one request. */
export const homeRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/',
    component: HomePage,
  }),
];
