import { ITEM_STATES, type ItemState } from '@kado/domain/work-items';
import { Button, Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { useNames } from '../../kit/words';
import { useEngagement } from '../../parts/engagement';
import type { ItemsSearch } from './items-search';

/** Typing is over when nothing more comes for so long. */
const TYPED_MS = 350;

interface ItemsFiltersProps {
  engagementKey: string;
  filters: Omit<ItemsSearch, 'item'>;
  onChange: (next: Partial<ItemsSearch>) => void;
}

export function ItemsFilters({ engagementKey, filters, onChange }: ItemsFiltersProps) {
  const { t } = useTranslation('items');
  const names = useNames();
  const engagement = useEngagement();
  const lots = useQuery({
    queryKey: keys.engagement(engagementKey, 'lots', 'choice'),
    queryFn: () =>
      ask(api.GET('/api/v1/engagements/{id}/lots', { params: { path: { id: engagementKey }, query: { limit: 100 } } })),
  });
  const [typed, setTyped] = useState(filters.q ?? '');
  useEffect(() => setTyped(filters.q ?? ''), [filters.q]);
  const search = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }), TYPED_MS);
  const authors = new Map(
    (engagement.members ?? [])
      .filter(({ role }) => role === 'teleworker' || role === 'leader')
      .map(({ person }) => [person.id, person.name]),
  );
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label={t('filter.title')}>
      <MultiSelect
        label={t('filter.state')}
        size="md"
        placeholder={filters.state?.length ? undefined : t('filter.all')}
        data={ITEM_STATES.map((state) => ({ value: state, label: names.code('itemState', state) }))}
        value={filters.state ?? []}
        onChange={(state) => onChange({ state: state.length > 0 ? (state as ItemState[]) : undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clearState') }}
        flex="2 1 220px"
        miw={0}
        maw="100%"
      />
      <Select
        label={t('filter.lot')}
        placeholder={t('filter.all')}
        data={(lots.data?.items ?? []).map(({ lotNo }) => ({
          value: String(lotNo),
          label: lotNo === 0 ? t('pilotLot') : t('lotNo', { no: lotNo }),
        }))}
        value={filters.lot ?? null}
        onChange={(lot) => onChange({ lot: lot ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clearLot') }}
        flex="1 1 140px"
      />
      <Select
        label={t('filter.author')}
        placeholder={t('filter.all')}
        data={[...authors].map(([value, label]) => ({ value, label }))}
        value={filters.author ?? null}
        onChange={(author) => onChange({ author: author ?? undefined })}
        searchable
        nothingFoundMessage={t('filter.nobody')}
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clearAuthor') }}
        flex="1 1 170px"
      />
      <TextInput
        label={t('filter.q')}
        type="search"
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          search(value);
        }}
        maxLength={100}
        flex="1 1 160px"
      />
      {isFiltered && (
        <Button
          variant="subtle"
          onClick={() =>
            onChange({ state: undefined, lot: undefined, purpose: undefined, author: undefined, q: undefined })
          }
        >
          {t('filter.reset')}
        </Button>
      )}
    </Group>
  );
}
