import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../../app/root';
import { LabellingPage } from './labelling-page';
import { ManualPage } from './manual-page';
import { OffersPage } from './offers-page';
import { WorkPage } from './work-page';

/* Not lazy: what everybody's first load needs is one file, which compresses best and comes in one request. */
export const workRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/work',
    component: WorkPage,
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/work/$key',
    component: LabellingPage,
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/work/$key/manual',
    component: ManualPage,
    validateSearch: (search: Record<string, unknown>): { version?: number } =>
      Number.isInteger(search.version) ? { version: search.version as number } : {},
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/offers',
    component: OffersPage,
  }),
];
