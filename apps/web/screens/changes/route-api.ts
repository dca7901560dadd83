import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ChangesSearch } from './routes';

/** The route as its page sees it; the route itself leads to the page, so the page cannot import it. */
export const changesRoute = getRouteApi('/app/engagements/$key/changes');

/** Opens and closes what the address says; the page stays where it is scrolled to unless told otherwise. */
export function useGo(): (search: ChangesSearch, options?: { replace?: boolean; resetScroll?: boolean }) => void {
  const navigate = useNavigate();
  const { key } = changesRoute.useParams();
  return (search, options) =>
    void navigate({ to: '/engagements/$key/changes', params: { key }, search, resetScroll: false, ...options });
}
