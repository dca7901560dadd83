import { Loader, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import type { Of } from '../api/types';
import { nameQuery } from './names';

type Person = Of<'PersonItem'>;

interface PersonPickerProps {
  label: string;
  value: Person | null;
  onChange: (person: Person | null) => void;
  /** Only people who hold this role somewhere. */
  role?: Person['roles'][number];
  description?: string;
  error?: string;
  required?: boolean;
  /** People that make no sense here: oneself, members already in. */
  without?: readonly string[];
}

/** Finds a person of one's sites by name or kana; the list comes from the API as one types. */
export function PersonPicker({
  label,
  value,
  onChange,
  role,
  description,
  error,
  required,
  without = [],
}: PersonPickerProps) {
  const { t } = useTranslation('parts');
  const [typed, setTyped] = useState('');
  // The field holds the label once somebody is chosen: that is no search.
  const wanted = value && typed === labelOf(value) ? '' : nameQuery(typed);
  const [q] = useDebouncedValue(wanted, 200);
  const found = useQuery({
    queryKey: [...keys.people, 'pick', role ?? '', q],
    queryFn: () =>
      ask(
        api.GET('/api/v1/people', { params: { query: { limit: 20, ...(q !== '' && { q }), ...(role && { role }) } } }),
      ),
    placeholderData: (before) => before,
  });
  const people = (found.data?.items ?? []).filter(({ id }) => !without.includes(id));
  const shown = value && !people.some(({ id }) => id === value.id) ? [value, ...people] : people;
  return (
    <Select
      label={label}
      description={description}
      error={error ?? (found.error ? found.error.message : undefined)}
      required={required}
      placeholder={t('person.search')}
      searchable
      clearable
      value={value?.id ?? null}
      onChange={(id) => onChange(shown.find((person) => person.id === id) ?? null)}
      onSearchChange={setTyped}
      // The API has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? t('person.searching') : t('person.notFound')}
      rightSection={found.isFetching ? <Loader size={16} /> : undefined}
      data={shown.map((person) => ({ value: person.id, label: labelOf(person) }))}
    />
  );
}

function labelOf({ name, kana, municipality }: Person): string {
  return `${name} (${kana}, ${municipality})`;
}
