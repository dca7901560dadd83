import type { FailureDetails, FailureType } from '@kado/contracts/failures';

/** The workflow or its judging activity said no, on purpose. */
export class DecisionRefused extends Error {
  constructor(
    readonly code: FailureType,
    readonly details: Partial<FailureDetails> & { stage?: string },
  ) {
    super(code);
    this.name = 'DecisionRefused';
  }
}

/** Not accepted in time, or nobody there: nothing is promised, the same request may be sent again. */
export class EngineUnavailable extends Error {
  constructor(cause: unknown) {
    super('the workflow engine does not answer', { cause });
    this.name = 'EngineUnavailable';
  }
}

/** Taken for certain, its effect not yet seen: the answer will come. */
export class AcceptedUnfinished extends Error {
  constructor() {
    super('accepted, not finished yet');
    this.name = 'AcceptedUnfinished';
  }
}

/** No such execution, or it has ended. */
export class ExecutionNotFound extends Error {
  constructor(readonly workflowId: string) {
    super(`no running execution ${workflowId}`);
    this.name = 'ExecutionNotFound';
  }
}
