import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { rolesOf, useMayAtAll, useMe } from '../../app/session';
import { today } from '../../kit/time';
import type { Task } from '../../parts/use-decision';

export const isLate = ({ pausedAt, dueAt }: Task): boolean => pausedAt === null && Date.parse(dueAt) < Date.now();

/** Mine by urgency. What stands still is neither late nor due. */
export function byUrgency(tasks: readonly Task[]) {
  const date = today();
  const late = tasks.filter(isLate);
  const dueToday = tasks.filter(
    (task) => task.pausedAt === null && !isLate(task) && today(Date.parse(task.dueAt)) === date,
  );
  const rest = tasks.filter((task) => !late.includes(task) && !dueToday.includes(task));
  return { late, dueToday, rest };
}

/** Everything the page shows is asked for at once; nothing waits for another answer. */
export function useHome() {
  const may = useMayAtAll();
  const roles = rolesOf(useMe());
  const isDecider = may('humanTasks.list');
  const isClient = roles.length > 0 && roles.every((role) => role === 'client');
  const isTeleworker = roles.includes('teleworker');
  const mine = useQuery({
    queryKey: [...keys.tasks, 'home', 'mine'],
    queryFn: () => ask(api.GET('/api/v1/human-tasks', { params: { query: { mine: 'true', limit: 100 } } })),
    enabled: isDecider,
  });
  const all = useQuery({
    queryKey: [...keys.tasks, 'home', 'all'],
    queryFn: () => ask(api.GET('/api/v1/human-tasks', { params: { query: { limit: 100 } } })),
    enabled: isDecider && !isClient,
  });
  const engagements = useQuery({
    queryKey: [...keys.engagements, 'home', 'mine', isClient],
    // A client's engagements are all theirs.
    queryFn: () =>
      ask(api.GET('/api/v1/engagements', { params: { query: { limit: 100, ...(!isClient && { mine: 'true' }) } } })),
    enabled: isClient || roles.includes('manager'),
  });
  const atRisk = useQuery({
    queryKey: [...keys.engagements, 'home', 'overdue'],
    queryFn: () => ask(api.GET('/api/v1/engagements', { params: { query: { limit: 20, overdue: 'true' } } })),
    enabled: roles.includes('manager') || roles.includes('director'),
  });
  const work = useQuery({
    queryKey: keys.myWork,
    queryFn: () => ask(api.GET('/api/v1/me/work')),
    enabled: isTeleworker,
  });
  const offers = useQuery({
    queryKey: [...keys.offers, 'home'],
    queryFn: () => ask(api.GET('/api/v1/offers', { params: { query: { limit: 50 } } })),
    enabled: isTeleworker || roles.includes('leader'),
  });
  return { roles, isDecider, isClient, isTeleworker, mine, all, engagements, atRisk, work, offers };
}

export type Home = ReturnType<typeof useHome>;

/** Offers that still can be answered, the first to run out on top. */
export function openOffers(offers: readonly Of<'Offer'>[]): Of<'Offer'>[] {
  return offers
    .filter(({ status, expiresAt }) => status === 'sent' && Date.parse(expiresAt) > Date.now())
    .sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
}

/** What others have to decide: for a manager in their own engagements, for leads in those they work in. */
export function waitsForOthers({ mine, all, engagements, roles }: Home): Task[] {
  const ids = new Set(mine.data?.items.map(({ id }) => id));
  const own = roles.includes('manager') ? new Set(engagements.data?.items.map(({ id }) => id)) : undefined;
  return (all.data?.items ?? []).filter(({ id, engagement }) => !ids.has(id) && (!own || own.has(engagement.id)));
}
