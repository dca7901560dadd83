import { api, ask } from '../../api/client';
import { ProblemError } from '../../api/problem';
import type { Of } from '../../api/types';
import type { Refusal } from './use-verdicts';

export interface Finding {
  id: string;
  verdict: 'ok' | 'defect';
  rightAnswer?: string;
  code?: string;
}

/** One fault refuses a whole batch: what is at fault is taken out by its pointer, the others go again. */
export async function sendFindings(lot: string, batch: readonly Finding[], key: string): Promise<Refusal[]> {
  const findings = batch.map(({ id, ...finding }) => ({ workItemId: id, ...finding }));
  try {
    await ask(
      api.POST('/api/v1/lots/{id}/inspection', {
        params: { path: { id: lot }, header: { 'Idempotency-Key': key } },
        body: { findings },
      }),
    );
    return [];
  } catch (error) {
    const refusals = refusalsOf(error, batch);
    if (refusals.length === 0) throw error;
    const rest = batch.filter(({ id }) => !refusals.some((refusal) => refusal.id === id));
    return rest.length === 0 ? refusals : [...refusals, ...(await sendFindings(lot, rest, `${key}-${rest.length}`))];
  }
}

function refusalsOf(error: unknown, batch: readonly Finding[]): Refusal[] {
  if (!(error instanceof ProblemError)) return [];
  return (error.problem.errors ?? []).flatMap(({ pointer, detail }) => {
    const finding = batch[Number(/\/findings\/(\d+)/.exec(pointer)?.[1] ?? -1)];
    return finding ? [{ id: finding.id, detail }] : [];
  });
}

/** What an item of the sample is found to be: by what was just said, otherwise by what is recorded. */
export function findingOf(item: Of<'SampleItem'>, said: Finding | undefined): Finding | undefined {
  if (said) return said;
  if (item.verdict === null) return undefined;
  return {
    id: item.workItemId,
    verdict: item.verdict,
    ...(item.rightAnswer !== null && { rightAnswer: item.rightAnswer }),
    ...(item.code !== null && { code: item.code }),
  };
}
