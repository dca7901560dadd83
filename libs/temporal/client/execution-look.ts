import type { WorkflowExecutionDescription } from '@temporalio/client';

/** Codes and numbers only: the words of a failure may hold what people wrote. */
export interface FailingActivity {
  activity: string;
  attempt: number;
  lastFailure: string | null;
}

export interface WorkflowTaskLook {
  attempt: number;
  lastFailure: string | null;
}

export interface ExecutionLook {
  status: string;
  runId: string;
  startedAt: string;
  historyLength: number;
  /** Runs under this id that the server still keeps. */
  runs: number;
  failingActivities: FailingActivity[];
  /** Pending now; from the second attempt on it fails. */
  workflowTask: WorkflowTaskLook | null;
}

export function lookOf(execution: WorkflowExecutionDescription, runs: number): ExecutionLook {
  return {
    status: execution.status.name.toLowerCase(),
    runId: execution.runId,
    startedAt: execution.startTime.toISOString(),
    historyLength: execution.historyLength,
    runs,
    failingActivities: failingActivities(execution),
    workflowTask: workflowTaskOf(execution),
  };
}

export function workflowTaskOf({ raw }: WorkflowExecutionDescription): WorkflowTaskLook | null {
  const pending = raw.pendingWorkflowTask;
  return pending ? { attempt: pending.attempt ?? 1, lastFailure: null } : null;
}

function failingActivities({ raw }: WorkflowExecutionDescription): FailingActivity[] {
  return (raw.pendingActivities ?? [])
    .filter((activity) => activity.lastFailure)
    .map((activity) => ({
      activity: activity.activityType?.name ?? '',
      attempt: activity.attempt ?? 1,
      lastFailure: typeOf(activity.lastFailure),
    }));
}

type Failure = NonNullable<
  NonNullable<WorkflowExecutionDescription['raw']['pendingActivities']>[number]['lastFailure']
>;

function typeOf(failure: Failure | null | undefined): string | null {
  if (failure?.timeoutFailureInfo) return 'timeout';
  return failure?.applicationFailureInfo?.type ?? null;
}
