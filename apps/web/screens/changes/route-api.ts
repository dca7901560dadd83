import { getRouteApi } from '@tanstack/react-router';

/** The route as its page sees it; the route itself leads to the page, so the page cannot import it. */
export const changesRoute = getRouteApi('/app/engagements/$key/changes');
