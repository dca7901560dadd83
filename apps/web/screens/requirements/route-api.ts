import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { RequirementsSearch } from './routes';

/** The route as its page sees it; the route itself leads to the page, so the page cannot import it. */
export const requirementsRoute = getRouteApi('/app/engagements/$key/requirements');

/** Opens and closes what the address says; the page stays where it is scrolled to unless told otherwise. */
export function useGo(): (search: RequirementsSearch, options?: { replace?: boolean; resetScroll?: boolean }) => void {
  const navigate = useNavigate();
  const { key } = requirementsRoute.useParams();
  return (search, options) =>
    void navigate({ to: '/engagements/$key/requirements', params: { key }, search, resetScroll: false, ...options });
}
