import { STAGES } from '@kado/domain/lifecycle';
import { ROLES } from '@kado/domain/roles';
import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { useMayAtAll } from '../../app/session';
import { useNames } from '../../kit/words';
import type { EngagementsSearch } from './routes';

type Filter = Omit<EngagementsSearch, 'new'>;

export function EngagementFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation('engagements');
  const names = useNames();
  const may = useMayAtAll();
  const clients = useQuery({
    queryKey: keys.clients,
    queryFn: () => ask(api.GET('/api/v1/clients', { params: { query: { limit: 200 } } })),
    enabled: may('clients.list'),
    staleTime: 300_000,
  });
  const set = (name: keyof Filter, value: string) => {
    const { [name]: _, ...rest } = filter;
    onChange(value === '' ? rest : ({ ...rest, [name]: value } as Filter));
  };
  return (
    <Group role="search" aria-label={t('filters')} align="flex-end" gap="sm">
      <NativeSelect
        label={t('stage')}
        w={150}
        value={filter.stage ?? ''}
        onChange={(event) => set('stage', event.currentTarget.value)}
        data={[{ value: '', label: t('all') }, ...STAGES.map((value) => ({ value, label: names.stage(value) }))]}
      />
      {may('clients.list') && (
        <NativeSelect
          label={t('client')}
          w={{ base: '100%', xs: 260 }}
          value={filter.clientId ?? ''}
          onChange={(event) => set('clientId', event.currentTarget.value)}
          data={[
            { value: '', label: t('all') },
            ...(clients.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <NativeSelect
        label={t('waitingFor')}
        w={220}
        value={filter.waitingFor ?? ''}
        onChange={(event) => set('waitingFor', event.currentTarget.value)}
        data={[{ value: '', label: t('all') }, ...ROLES.map((value) => ({ value, label: names.role(value) }))]}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('clear')}
        </Button>
      )}
    </Group>
  );
}
