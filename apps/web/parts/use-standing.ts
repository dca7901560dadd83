import { useMe } from '../app/session';
import type { Task } from './use-decision';

export type Obstacle = 'on_hold' | 'role' | 'four_eyes';

export interface Standing {
  /** It is mine or free, or I stand in for who is away. */
  canAct: boolean;
  mayClaim: boolean;
  isMine: boolean;
  /** Somebody else has it and is there. */
  isTaken: boolean;
  /** Why the API says that I may not decide; for words only. */
  obstacle: Obstacle | null;
}

/** How I stand to a task. The API decides; this only finds the words and the buttons worth showing. */
export function useStanding(task: Task): Standing {
  const me = useMe();
  const { claimedBy, holderAbsence, mayDecide } = task;
  const isOpen = task.status === 'open';
  const isMine = isOpen && claimedBy?.id === me.person.id;
  const standsIn =
    claimedBy !== null && holderAbsence !== null && (holderAbsence.cover?.id ?? me.person.id) === me.person.id;
  const isFree = claimedBy === null || isMine || standsIn;
  const deciding = [task.role, ...task.escalatedTo];
  const holdsRole =
    me.roles.some(({ role }) => deciding.includes(role)) ||
    me.memberships.some(({ role, engagement }) => engagement.id === task.engagement.id && deciding.includes(role));
  return {
    canAct: mayDecide && isFree,
    mayClaim: mayDecide && isFree && !isMine,
    isMine,
    isTaken: isOpen && !isFree,
    obstacle: !isOpen || mayDecide ? null : !holdsRole ? 'role' : task.pausedAt ? 'on_hold' : 'four_eyes',
  };
}
