import type { HumanTaskKind } from '@kado/domain/human-tasks';
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { DecisionPanel } from './decision-panel';

interface OpenDecisionsProps {
  engagementKey: string;
  kinds: readonly HumanTaskKind[];
  /** Of this lot only. */
  lotNo?: number;
  onDone?: () => void;
}

/** What of these kinds is waited for right now, to be decided where its data is seen. Nothing where nothing is. */
export function OpenDecisions({ engagementKey, kinds, lotNo, onDone }: OpenDecisionsProps) {
  const { data } = useWaiting(engagementKey);
  const open = (data?.waiting ?? []).filter(
    (task) => kinds.includes(task.kind) && (lotNo === undefined || task.lotNo === lotNo),
  );
  if (open.length === 0) return null;
  return (
    <Stack>
      {open.map(({ taskId }) => (
        <DecisionPanel key={taskId} taskId={taskId} onDone={() => onDone?.()} />
      ))}
    </Stack>
  );
}

export function useWaiting(engagementKey: string) {
  return useQuery({
    queryKey: keys.engagement(engagementKey, 'waiting'),
    queryFn: () => ask(api.GET('/api/v1/engagements/{id}/waiting', { params: { path: { id: engagementKey } } })),
  });
}
