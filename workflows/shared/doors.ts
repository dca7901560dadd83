import type { StepOwner } from '@kado/contracts/activities';
import {
  DECIDE,
  DECISIONS_QUERY,
  type Decision,
  type DecisionReceipt,
  type SubmittedDecision,
  WAITING_QUERY,
  type Wait,
} from '@kado/contracts/human-task';
import type { LotStage, Stage } from '@kado/domain/lifecycle';
import { condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { steps } from './activity-profiles';
import { codeOf, type Judge, readDecision } from './judge';
import type { TaskBook } from './task-book';

const decideUpdate = defineUpdate<DecisionReceipt, [SubmittedDecision]>(DECIDE);
const decideSignal = defineSignal<[unknown]>(DECIDE);
const waitingQuery = defineQuery<Wait[]>(WAITING_QUERY);
const decisionsQuery = defineQuery<Decision[]>(DECISIONS_QUERY);

export interface DoorParts {
  owner: StepOwner;
  judge: Judge;
  book: TaskBook;
  shown: () => { stage: Stage | LotStage; version: number };
  /** A Signal has no answer: the execution's page and the timeline say why it was refused. */
  onRefusedSignal: (taskId: string, code: string) => void;
  onShown: () => void;
}

/** Decisions come by Update (whoever waits for the answer) or by Signal (ops in the Temporal UI, other systems); one judge. */
export function openDoors(parts: DoorParts): void {
  const { judge, book } = parts;
  setHandler(waitingQuery, () => book.waits());
  setHandler(decisionsQuery, () => book.decisions());
  setHandler(decideUpdate, (submitted) => receive(parts, submitted, 'api'), {
    validator: (submitted) => judge.refuse(submitted),
  });
  setHandler(decideSignal, (payload) => receiveSignal(parts, payload));
}

/** Answers once the step that holds the decision is written. */
async function receive(
  { judge, shown }: DoorParts,
  submitted: SubmittedDecision,
  door: 'api' | 'signal',
): Promise<DecisionReceipt> {
  const task = await judge.take(submitted, door);
  await condition(() => task.written);
  const { taskId, outcome, at } = task.decision as Decision;
  return { taskId, outcome, ...shown(), at };
}

async function receiveSignal(parts: DoorParts, payload: unknown): Promise<void> {
  const submitted = readDecision(payload);
  try {
    await receive(parts, submitted, 'signal');
  } catch (error) {
    const code = codeOf(error);
    parts.onRefusedSignal(submitted.taskId, code);
    await steps.recordRefusedSignal({ owner: parts.owner, decision: submitted, code });
    parts.onShown();
  }
}
