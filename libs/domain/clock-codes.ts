import type { Role } from './roles';

/**
 * What can strike while something is waited for. `half` to `due` are shares of the business time of a term; `not_started`
 * strikes only where nobody has taken the task; `reminder` lies a number of business days before the end; `overdue` comes
 * two business days after it; `expire` lets a clock decide (a quote that ran out, silence on a change, deemed acceptance);
 * `start_near` and `start_next` are counted back from the agreed start of the work.
 */
export const CLOCK_CODES = [
  'half',
  'three_quarters',
  'due',
  'not_started',
  'reminder',
  'overdue',
  'expire',
  'start_near',
  'start_next',
] as const;
export type ClockCode = (typeof CLOCK_CODES)[number];

/** The codes under which a share of the term is kept as a number. */
export const CLOCK_PERCENT: Partial<Record<ClockCode, 50 | 75 | 100>> = { half: 50, three_quarters: 75, due: 100 };

export interface ClockPoint {
  code: ClockCode;
  /** ISO instant in UTC. */
  at: string;
  /** A date that was promised outside (a quote's validity) does not move when an engagement is put on hold. */
  fixed?: boolean;
}

export const CLOCK_NAMES: Record<ClockCode, { ja: string; en: string }> = {
  half: { ja: '期限の50%', en: '50% of the time' },
  three_quarters: { ja: '期限の75%', en: '75% of the time' },
  due: { ja: '期限', en: 'the due time' },
  not_started: { ja: '未着手', en: 'not started' },
  reminder: { ja: '期限前の念押し', en: 'the reminder' },
  overdue: { ja: '期限超過', en: 'overdue' },
  expire: { ja: '失効', en: 'the expiry' },
  start_near: { ja: '開始15営業日前', en: '15 business days before the start' },
  start_next: { ja: '開始10営業日前', en: '10 business days before the start' },
};

/**
 * Who may also decide once a term is over, and is told: the next role, then the one after it. Nobody decides for a client;
 * there the manager is told. The manager's own ladder ends with the other managers.
 */
const NEXT: Partial<Record<Role, Role>> = {
  teleworker: 'leader',
  leader: 'director',
  director: 'manager',
  coordinator: 'manager',
  pro: 'manager',
};

/** The roles that are told when a clock strikes late, nearest first. */
export function escalation(role: Role, code: 'due' | 'overdue' | 'not_started'): { told: Role; mayDecide: boolean } {
  if (role === 'client') return { told: 'manager', mayDecide: false };
  if (role === 'ops') return { told: 'manager', mayDecide: false };
  const next = NEXT[role] ?? 'manager';
  if (code !== 'overdue') return { told: code === 'not_started' ? role : next, mayDecide: code === 'due' };
  return { told: NEXT[next] ?? 'manager', mayDecide: true };
}
