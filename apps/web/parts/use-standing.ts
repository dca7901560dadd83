import { useMe } from '../app/session';
import type { Task } from './use-decision';

export interface Standing {
  /** It is mine or free, or I stand in for who is away. */
  canAct: boolean;
  mayClaim: boolean;
  isMine: boolean;
  /** Somebody else has it and is there. */
  isTaken: boolean;
}

/** How I stand to a task. The API decides; this only finds the words and the buttons worth showing. */
export function useStanding(task: Task): Standing {
  return standingOf(task, useMe().person.id);
}

export function standingOf(task: Task, myId: string): Standing {
  const { claimedBy, holderAbsence, mayDecide } = task;
  const isOpen = task.status === 'open';
  const isMine = isOpen && claimedBy?.id === myId;
  const standsIn = claimedBy !== null && holderAbsence !== null && (holderAbsence.cover?.id ?? myId) === myId;
  const isFree = claimedBy === null || isMine || standsIn;
  return {
    canAct: mayDecide && isFree,
    mayClaim: mayDecide && isFree && !isMine,
    isMine,
    isTaken: isOpen && !isFree,
  };
}
