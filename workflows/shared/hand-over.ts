import type { RunTuning } from '@kado/contracts/carry';
import { condition, continueAsNew, sleep, workflowInfo } from '@temporalio/workflow';

/** Far below the 4,096 events at which the server suggests a new run, so that a busy day between two quiet points fits. */
const HISTORY_LIMIT = 1_000;

/**
 * The server lets a run that follows on one younger than a second wait for the rest of that second, deaf to decisions; and
 * a decision refused in that pause leaves the worker with a view of the run that fails its next task (1.24 with 1.32).
 */
const YOUNGEST_MS = 1_500;

interface HandOver<Input> {
  /** Asked for, whatever the length of the history. */
  isDue: () => boolean;
  /** Nothing is under way that this run would have to finish. */
  isQuiet: () => boolean;
  /** The input with which the next run goes on. */
  next: () => Input;
}

/**
 * Goes on in a new run at the first quiet point of a long history. A message that arrives meanwhile fails the server's
 * attempt to close this run and is given to it first, so none is lost; what was answered already is carried over, so that
 * nothing happens twice. Never returns: it ends the run, or the story does.
 */
export async function handOver<Input extends { tuning?: RunTuning }>(
  { tuning }: Input,
  { isDue, isQuiet, next }: HandOver<Input>,
): Promise<never> {
  const isLong = () => {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    return isDue() || continueAsNewSuggested || historyLength >= (tuning?.historyLimit ?? HISTORY_LIMIT);
  };
  for (;;) {
    await condition(() => isLong() && isQuiet());
    const age = Date.now() - workflowInfo().runStartTime.getTime();
    if (age < YOUNGEST_MS) await sleep(YOUNGEST_MS - age, { summary: '引継ぎまで' });
    // Asked again: what else this activation has woken may have gone on first.
    if (isQuiet()) await continueAsNew<(input: Input) => Promise<unknown>>(next());
  }
}
