import type { StepActivities, WorkActivities } from '@kado/contracts/activities';
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

/**
 * Profiles are complete on purpose: a partial one silently loses the retry rule.
 *
 * Steps: one short PostgreSQL transaction, retried for ever with a short first wait. A step that can not be written must
 * wait for the database to come back, never fail the engagement. Refusals are non-retryable ApplicationFailures.
 */
export const steps = proxyLocalActivities<StepActivities>({
  startToCloseTimeout: '5 seconds',
  localRetryThreshold: '20 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/**
 * Work: transactions over a whole lot or delivery (thousands of rows, files). Each is idempotent by its own key, so a
 * retry after a killed worker repeats it safely; 2 minutes is ten times the longest seen with 2,000 items.
 */
export const work = proxyActivities<WorkActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
