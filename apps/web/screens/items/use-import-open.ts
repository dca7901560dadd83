import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { waitingQuery } from '../../parts/engagement';

type Purpose = 'pilot' | 'production';

const ASKED_BY: Record<Purpose, HumanTaskKind> = { pilot: 'prepare_pilot', production: 'prepare_production' };

/**
 * Items come once, and once more for each agreed change: `open` while they are asked for, `done` once they are there,
 * `closed` where nobody asks. Undefined until it is known.
 */
export function useImportOpen(engagementKey: string, purpose: Purpose): 'open' | 'done' | 'closed' | undefined {
  const waiting = useQuery(waitingQuery(engagementKey));
  const items = useQuery({
    queryKey: keys.engagement(engagementKey, 'items', 'any', purpose),
    queryFn: () =>
      ask(
        api.GET('/api/v1/engagements/{id}/work-items', {
          params: { path: { id: engagementKey }, query: { purpose, limit: 1 } },
        }),
      ),
  });
  if (!waiting.data || !items.data) return undefined;
  const isAsked = (kind: HumanTaskKind) => waiting.data.waiting.some((task) => task.kind === kind);
  if (isAsked('extend_production')) return 'open';
  if (items.data.items.length > 0) return 'done';
  return isAsked(ASKED_BY[purpose]) ? 'open' : 'closed';
}
