import { type HumanTaskKind, kindSpec } from './human-tasks';
import type { Role } from './roles';

/** Why a decision is not taken. A closed list: each door (HTTP, Signal) maps every code. */
export const DECISION_REJECTIONS = [
  'unknown_task',
  'decision_already_made',
  'outcome_not_allowed',
  'role_not_allowed',
  'out_of_scope',
  'four_eyes',
  'reason_required',
  'precondition_failed',
  'claimed_by_other',
  'signals_disabled',
  'on_hold',
] as const;
export type DecisionRejection = (typeof DECISION_REJECTIONS)[number];

/** What a wait has to say for a decision to be judged against it. */
export interface OpenWait {
  kind: HumanTaskKind;
  role: Role;
  /** Roles that may decide too, since the term ran out. */
  escalatedTo?: readonly Role[];
  /** Person ids that may not decide: they wrote what is decided on. */
  excluding: readonly string[];
  decided: boolean;
}

/** What can be judged without looking anything up; the person's real role and scope are looked up by an activity. */
export function refuseByShape(wait: OpenWait | undefined, outcome: string): DecisionRejection | undefined {
  if (!wait) return 'unknown_task';
  if (wait.decided) return 'decision_already_made';
  if (!kindSpec(wait.kind).outcomes.includes(outcome)) return 'outcome_not_allowed';
  return undefined;
}

export interface DecidingPerson {
  personId: string;
  /** Roles the person really holds in the scope of the engagement (and client, for the client's people). */
  rolesInScope: readonly Role[];
  /** False where the person has nothing to do with this engagement at all. */
  inScope: boolean;
}

/** Role, scope, four eyes, and the written reason an outcome that sends work back owes. */
export function refuseByPerson(
  wait: OpenWait,
  person: DecidingPerson,
  outcome: string,
  hasReason: boolean,
): DecisionRejection | undefined {
  if (!person.inScope) return 'out_of_scope';
  const deciding = [wait.role, ...(wait.escalatedTo ?? [])];
  if (!deciding.some((role) => person.rolesInScope.includes(role))) return 'role_not_allowed';
  if (wait.excluding.includes(person.personId)) return 'four_eyes';
  if (kindSpec(wait.kind).reasonFor?.includes(outcome) && !hasReason) return 'reason_required';
  return undefined;
}
