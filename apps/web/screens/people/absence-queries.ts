import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { type Me, rolesOf } from '../../app/session';
import { today } from '../../kit/time';

export const absencesKey = [...keys.people, 'absences'] as const;

/** Managers and coordinators see and say who is away at their sites; everybody else for themselves. */
export const speaksForSite = (me: Me): boolean =>
  rolesOf(me).some((role) => role === 'manager' || role === 'coordinator');

/** Who is away today, as far as I am told. */
export function useAwayToday(): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: [...absencesKey, 'today'],
    queryFn: () => ask(api.GET('/api/v1/absences', { params: { query: { on: today(), limit: 200 } } })),
    staleTime: 60_000,
  });
  return new Set((data?.items ?? []).map(({ person }) => person.id));
}

export type AbsenceState = 'ended' | 'past' | 'now' | 'coming';

export function stateOf({ firstDay, lastDay, endedAt }: Of<'Absence'>): AbsenceState {
  const day = today();
  if (endedAt !== null) return 'ended';
  if (lastDay !== null && lastDay < day) return 'past';
  return firstDay > day ? 'coming' : 'now';
}
