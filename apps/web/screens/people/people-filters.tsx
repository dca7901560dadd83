import { ROLES } from '@kado/domain/roles';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { useShortcuts } from '../../kit/shortcuts';
import { useSkillName } from '../../kit/skill-names';
import { useNames } from '../../kit/words';
import type { PeopleSearch } from './routes';

const SEARCH_AFTER_MS = 300;
const FREE_HOURS = [1, 5, 10, 20];
/** Roles of people of a site; clients' people are not in the register. */
const OF_SITES = ROLES.filter((role) => role !== 'client');

interface PeopleFiltersProps {
  search: PeopleSearch;
  onNarrow: (search: PeopleSearch) => void;
}

export function PeopleFilters({ search, onNarrow }: PeopleFiltersProps) {
  const { t } = useTranslation('people');
  const names = useNames();
  const skillName = useSkillName();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search.q ?? '');
  const facets = useQuery({
    queryKey: [...keys.people, 'facets'],
    queryFn: () => ask(api.GET('/api/v1/people/facets')),
    staleTime: 300_000,
  });
  const set = (change: { [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined }) =>
    onNarrow(Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined)));
  const searchSoon = useDebouncedCallback((q: string) => set({ q: q.trim() || undefined }), SEARCH_AFTER_MS);
  // Going back in the history brings the former words back, too.
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(search.q ?? '');
  }, [search.q]);
  useShortcuts([{ key: '/', text: t('search'), run: () => field.current?.focus() }]);
  const choices = (
    list: readonly { value: string; people: number }[] | undefined,
    label: (value: string) => string,
  ) => [
    { value: '', label: t('all') },
    ...(list ?? []).map(({ value, people }) => ({ value, label: t('choice', { name: label(value), count: people }) })),
  ];
  return (
    <Group align="flex-end" gap="md" component="search">
      <TextInput
        ref={field}
        label={t('search')}
        description={t('searchAbout')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          searchSoon(event.currentTarget.value);
        }}
        type="search"
        maxLength={100}
        flex="2 1 240px"
      />
      <NativeSelect
        label={t('skill')}
        value={search.skill ?? ''}
        onChange={(event) => set({ skill: event.currentTarget.value || undefined })}
        data={choices(facets.data?.skills, skillName)}
        flex="1 1 130px"
      />
      <NativeSelect
        label={t('municipality')}
        value={search.municipality ?? ''}
        onChange={(event) => set({ municipality: event.currentTarget.value || undefined })}
        data={choices(facets.data?.municipalities, (value) => value)}
        flex="1 1 130px"
      />
      <NativeSelect
        label={t('role')}
        value={search.role ?? ''}
        onChange={(event) => set({ role: OF_SITES.find((role) => role === event.currentTarget.value) })}
        data={[{ value: '', label: t('all') }, ...OF_SITES.map((value) => ({ value, label: names.role(value) }))]}
        flex="1 1 130px"
      />
      <NativeSelect
        label={t('free')}
        value={String(search.minFreeHours ?? '')}
        onChange={(event) => set({ minFreeHours: Number(event.currentTarget.value) || undefined })}
        data={[
          { value: '', label: t('all') },
          ...[...new Set([...FREE_HOURS, ...(search.minFreeHours ? [search.minFreeHours] : [])])]
            .sort((a, b) => a - b)
            .map((hours) => ({ value: String(hours), label: t('freeAtLeast', { hours }) })),
        ]}
        flex="1 1 130px"
      />
      {Object.keys(search).length > 0 && (
        <Button
          variant="subtle"
          onClick={() => {
            setTyped('');
            onNarrow({});
          }}
        >
          {t('reset')}
        </Button>
      )}
    </Group>
  );
}
