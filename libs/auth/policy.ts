import type { Role } from '@kado/domain/roles';

/**
 * Where a role reaches: every engagement of the site of its grant, the engagements it is a member of, the engagements of
 * the client of its grant, or rows that name the person. What is not said here is denied.
 */
export type PolicyScope = 'site' | 'engagement' | 'client' | 'own';

/** `public` needs no sign-in; `any` needs one and lets each person see and do what is their own. */
export type PolicyRow = 'public' | 'any' | Partial<Record<Role, PolicyScope>>;

/** The scope each role naturally has: where it stands in an engagement at all. */
export const ROLE_SCOPES: Record<Role, Exclude<PolicyScope, 'own'>> = {
  manager: 'site',
  coordinator: 'site',
  city: 'site',
  ops: 'site',
  partner: 'site',
  director: 'engagement',
  leader: 'engagement',
  teleworker: 'engagement',
  pro: 'engagement',
  client: 'client',
};

const MEMBERS = { director: 'engagement', leader: 'engagement', teleworker: 'engagement', pro: 'engagement' } as const;
const EVERYBODY_AROUND = {
  ...MEMBERS,
  manager: 'site',
  coordinator: 'site',
  city: 'site',
  ops: 'site',
  client: 'client',
} as const;
const LEADS = { director: 'engagement', leader: 'engagement' } as const;
const DECIDERS = { ...LEADS, manager: 'site', coordinator: 'site', client: 'client', ops: 'site' } as const;
const OPS = { ops: 'site' } as const;

export const POLICY = {
  'auth.token': 'public',
  'auth.startSession': 'public',
  'auth.endSession': 'public',
  'health.live': 'public',
  'health.ready': 'public',
  'me.get': 'any',
  'events.stream': 'any',
  'clients.list': { manager: 'site', director: 'site', coordinator: 'site', ops: 'site' },
  'people.handover': { manager: 'site', coordinator: 'site' },
  'people.leave': { manager: 'site', coordinator: 'site' },
  'absences.declare': 'any',
  'absences.list': 'any',
  'absences.end': 'any',
  'notices.list': 'any',
  'notices.read': 'any',
  'notices.readAll': 'any',
  'people.list': { manager: 'site', director: 'site', coordinator: 'site' },
  'people.facets': { manager: 'site', director: 'site', coordinator: 'site' },
  'people.get': { manager: 'site', director: 'site', coordinator: 'site' },

  'engagements.start': { manager: 'site' },
  'engagements.list': EVERYBODY_AROUND,
  'engagements.get': EVERYBODY_AROUND,
  'engagements.update': { manager: 'site' },
  'engagements.timeline': EVERYBODY_AROUND,
  'engagements.waiting': EVERYBODY_AROUND,
  'engagements.stages': EVERYBODY_AROUND,
  'engagements.hold': { manager: 'site', client: 'client' },
  'engagements.resume': { manager: 'site', client: 'client' },
  'engagements.cancel': { manager: 'site' },
  'engagements.lose': { manager: 'site' },
  'engagements.reopen': { manager: 'site' },
  'questions.ask': { ...LEADS, manager: 'site' },
  'questions.list': { ...LEADS, manager: 'site', coordinator: 'site', ops: 'site', client: 'client' },
  'members.add': { manager: 'site', coordinator: 'site' },
  'members.reassign': { ...LEADS, manager: 'site', coordinator: 'site' },
  'members.list': { ...LEADS, manager: 'site', coordinator: 'site', ops: 'site', city: 'site' },

  'requirements.write': { manager: 'site' },
  'requirements.list': { ...LEADS, manager: 'site', coordinator: 'site', client: 'client' },
  'quotes.write': { manager: 'site' },
  'quotes.list': { manager: 'site', client: 'client' },
  'pilot.get': { manager: 'site', coordinator: 'site', director: 'engagement' },

  'manuals.write': { director: 'engagement' },
  'manuals.list': { ...MEMBERS, manager: 'site' },
  'manuals.get': { ...MEMBERS, manager: 'site' },
  'manuals.acknowledge': { leader: 'engagement', teleworker: 'engagement' },
  'plans.write': { director: 'engagement' },
  'plans.list': { ...LEADS, manager: 'site' },

  'changes.request': { manager: 'site', client: 'client' },
  'changes.offer': { manager: 'site' },
  'changes.withdraw': { manager: 'site', client: 'client' },
  'changes.list': { ...MEMBERS, manager: 'site', coordinator: 'site', client: 'client' },
  'changes.get': { ...MEMBERS, manager: 'site', coordinator: 'site', client: 'client' },
  'planChanges.check': { ...LEADS, manager: 'site' },
  'planChanges.propose': { director: 'engagement' },
  'planChanges.list': { ...LEADS, manager: 'site' },

  'candidates.list': { coordinator: 'site' },
  'offers.send': { coordinator: 'site' },
  'offers.list': { coordinator: 'site', director: 'engagement' },
  'offers.mine': 'any',
  'offers.accept': 'any',
  'offers.decline': 'any',
  'team.check': { ...LEADS, coordinator: 'site', manager: 'site' },
  'evidence.record': { ...LEADS, manager: 'site', coordinator: 'site' },
  'evidence.list': { ...LEADS, manager: 'site', coordinator: 'site' },

  'imports.create': { director: 'engagement' },
  'items.reserve': { teleworker: 'engagement' },
  'myWork.get': { teleworker: 'engagement' },
  'myWork.list': 'any',
  'items.release': { teleworker: 'own', leader: 'own' },
  'items.releaseBatch': { teleworker: 'engagement' },
  'items.submit': { teleworker: 'own' },
  'items.submitBatch': { teleworker: 'engagement' },
  'items.list': { ...LEADS, manager: 'site' },
  'items.get': { ...LEADS, teleworker: 'own' },
  'items.picture': { ...LEADS, teleworker: 'own' },
  'reviews.next': { leader: 'engagement' },
  'reviews.decide': { leader: 'engagement' },
  'adjudications.list': { director: 'engagement' },
  'adjudications.decide': { director: 'engagement' },
  'lots.list': { ...MEMBERS, manager: 'site', client: 'client' },
  'lots.get': { ...MEMBERS, manager: 'site', client: 'client' },
  'inspections.sample': LEADS,
  'inspections.record': LEADS,
  'deliveries.list': { manager: 'site', director: 'engagement', client: 'client' },
  'rejections.put': { client: 'client' },
  'rejections.get': { ...LEADS, manager: 'site', client: 'client' },
  'rejections.delete': { client: 'client' },
  'files.get': { manager: 'site', director: 'engagement', client: 'client' },

  'humanTasks.list': DECIDERS,
  'humanTaskSummary.get': DECIDERS,
  'humanTasks.get': DECIDERS,
  'humanTasks.deciders': DECIDERS,
  'humanTasks.claim': DECIDERS,
  'humanTasks.release': DECIDERS,
  'humanTasks.delegate': DECIDERS,
  'humanTasks.takeOver': DECIDERS,
  'humanTasks.recall': DECIDERS,
  'humanTasks.forward': DECIDERS,
  'humanTasks.completeMany': 'any',
  'humanTasks.complete': DECIDERS,
  'humanTasks.reschedule': { manager: 'site', director: 'engagement', coordinator: 'site' },
  'operations.get': 'any',
  'operations.list': 'any',
  'operations.cancel': 'any',
  'badRows.get': 'any',

  'repairs.get': OPS,
  'repairs.retry': OPS,
  'repairs.skip': OPS,
  'repairs.reset': OPS,
  'repairs.terminate': OPS,
  'repairs.resync': OPS,
  'repairs.handOver': OPS,
  'reconciliation.get': OPS,
  'reconciliation.mend': OPS,
} as const satisfies Record<string, PolicyRow>;

export type OperationId = keyof typeof POLICY;
export const OPERATIONS = Object.keys(POLICY) as OperationId[];

export function policyOf(operation: OperationId): PolicyRow {
  return POLICY[operation];
}

/** The scope in which a role may do this at all; undefined where it may not. */
export function scopeOfRole(operation: OperationId, role: Role): PolicyScope | undefined {
  const row = policyOf(operation);
  return typeof row === 'string' ? undefined : row[role];
}

/** May anybody with one of these roles do this somewhere? Where exactly is asked once the row is known. */
export function mayAtAll(operation: OperationId, roles: readonly Role[]): boolean {
  const row = policyOf(operation);
  return typeof row === 'string' || roles.some((role) => row[role] !== undefined);
}
