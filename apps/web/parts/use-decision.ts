import { useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { useCommand } from '../api/command';
import { keys } from '../api/keys';
import { settled } from '../api/operation';
import type { Of } from '../api/types';

export type Task = Of<'HumanTask'>;

/** Everything that shows a task is read again after something happened to it. */
export function outdatedBy({ engagement }: Pick<Task, 'engagement'>) {
  return [keys.tasks, keys.engagement(engagement.key), keys.engagement(engagement.id), keys.engagements, keys.myWork];
}

export function useComplete(task: Task, onDone: (outcome: string) => void) {
  return useCommand(
    (body: Of<'CompleteHumanTask'>, key) =>
      settled(
        api.POST('/api/v1/human-tasks/{id}/complete', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    { outdates: outdatedBy(task), onDone: (_, { outcome }) => onDone(outcome) },
  );
}

export const claimTask = (id: string, key: string) =>
  ask(api.POST('/api/v1/human-tasks/{id}/claim', { params: { path: { id }, header: { 'Idempotency-Key': key } } }));

export function useClaim(task: Task) {
  return useCommand((_: undefined, key) => claimTask(task.id, key), { outdates: outdatedBy(task) });
}

export function useRelease(task: Task) {
  return useCommand(
    (_: undefined, key) =>
      ask(
        api.POST('/api/v1/human-tasks/{id}/release', {
          params: { path: { id: task.id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    { outdates: outdatedBy(task) },
  );
}

/** After a refusal what is on screen was true a moment ago only. */
export function useReread(task: Task): () => void {
  const queries = useQueryClient();
  return () => {
    for (const queryKey of outdatedBy(task)) void queries.invalidateQueries({ queryKey });
  };
}
