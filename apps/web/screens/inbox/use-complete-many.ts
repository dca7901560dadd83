import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { ProblemError } from '../../api/problem';
import type { Of } from '../../api/types';
import { claimTask } from '../../parts/use-decision';

export interface Result {
  taskId: string;
  state: 'done' | 'later' | 'failed';
  /** Why not, as the API says it. */
  text?: string;
  /** The same again may end otherwise. */
  mayRetry?: boolean;
}

/** What another try does not change. */
const FOR_GOOD = new Set([
  'decision_already_made',
  'task_withdrawn',
  'human_task_not_found',
  'four_eyes',
  'role_not_allowed',
]);

type Item = Of<'CompleteHumanTasks'>['items'][number];

/** As many as the API takes at once. */
const AT_ONCE = 50;

/** Each is decided by itself; one refusal stops none of the others. */
export function useCompleteMany(onDone: (results: Result[]) => void) {
  return useCommand(
    async (items: readonly Item[], key) => {
      const results: Result[] = [];
      for (let at = 0; at < items.length; at += AT_ONCE) {
        const answer = await ask(
          api.POST('/api/v1/human-tasks/complete-many', {
            params: { header: { 'Idempotency-Key': `${key}-${at}` } },
            body: { items: items.slice(at, at + AT_ONCE) },
          }),
        );
        results.push(...answer.results.map(resultOf));
      }
      return results;
    },
    { outdates: OUTDATED, onDone },
  );
}

export function useClaimMany(onDone: (results: Result[]) => void) {
  const { t } = useTranslation('inbox');
  return useCommand(
    async (ids: readonly string[], key) => {
      const results: Result[] = [];
      for (const taskId of ids) {
        try {
          await claimTask(taskId, `${key}-${taskId}`);
          results.push({ taskId, state: 'done' });
        } catch (error) {
          results.push({
            taskId,
            state: 'failed',
            text: error instanceof ProblemError ? error.message : t('noAnswer'),
          });
        }
      }
      return results;
    },
    { outdates: OUTDATED, onDone },
  );
}

const OUTDATED = [keys.tasks, keys.engagements, ['engagement'], keys.myWork];

function resultOf({ taskId, status, answer }: Of<'CompletedHumanTasks'>['results'][number]): Result {
  if (status === 200) return { taskId, state: 'done' };
  if (status === 202) return { taskId, state: 'later' };
  const { title, detail, code } = answer as Of<'Problem'>;
  return { taskId, state: 'failed', text: [title, detail].filter(Boolean).join(' '), mayRetry: !FOR_GOOD.has(code) };
}
