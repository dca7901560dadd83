import type { StepActivities, WorkActivities } from '@kado/contracts/activities';
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

/**
 * Profiles are complete on purpose: a partial one silently loses the retry rule.
 *
 * Steps: one short PostgreSQL transaction, retried for ever with a short first wait. A step that cannot be written must
 * wait for the database to come back, never fail the engagement. Refusals are non-retryable ApplicationFailures.
 * A local activity that is retried keeps its workflow task alive with three events every few seconds; from a wait of 10
 * seconds on a timer takes its place. With a longest wait of 30 seconds a step follows the database's return within that,
 * and a database that is away for a day costs about 17,000 events of the 51,200 at which a run is ended; whoever has it away
 * for longer stops the workers, which then try nothing.
 */
export const steps = proxyLocalActivities<StepActivities>({
  startToCloseTimeout: '5 seconds',
  localRetryThreshold: '10 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});

/**
 * Work: transactions over a whole lot or delivery (thousands of rows, files). Each is idempotent by its own key, so a
 * retry after a killed worker repeats it safely; 2 minutes is ten times the longest seen with 2,000 items.
 */
export const work = proxyActivities<WorkActivities>({
  startToCloseTimeout: '2 minutes',
  // Then ops is asked (`Chapter.effect`), and it goes on being tried.
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
