import { HUMAN_TASK_KINDS, type HumanTaskKind, isHumanTaskKind, kindSpec } from '@kado/domain/human-tasks';
import { Button, Checkbox, Group, NativeSelect } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { rolesOf, useMayAtAll, useMe } from '../../app/session';
import { useNames } from '../../kit/words';
import type { Filter } from './tasks-query';

const KINDS = Object.keys(HUMAN_TASK_KINDS) as HumanTaskKind[];
const ENDED = new Set(['closed', 'cancelled', 'declined', 'lost']);

export function InboxFilters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const roles = rolesOf(useMe());
  const may = useMayAtAll();
  const engagements = useQuery({
    queryKey: [...keys.engagements, 'names'],
    queryFn: () => ask(api.GET('/api/v1/engagements', { params: { query: { limit: 200 } } })),
    enabled: may('engagements.list'),
    staleTime: 300_000,
  });
  const running = (engagements.data?.items ?? []).filter(({ stage }) => !ENDED.has(stage));
  const known = running.some(({ key }) => key === filter.engagement);
  // Only what one may meet: who sees everything may filter by every kind.
  const kinds = filter.who === 'all' ? KINDS : KINDS.filter((kind) => kind === filter.kind || isFor(kind, roles));
  const hasMore = filter.engagement !== undefined || filter.kind !== undefined || filter.late !== undefined;
  const [isOpen, setOpen] = useState(hasMore);
  const set = (change: Partial<Filter>) => onChange(clean({ ...filter, ...change }));
  return (
    <Group role="search" aria-label={t('filters')} align="flex-end" gap="sm">
      {/* Widths are said: a select as wide as its longest entry moves its row when letters or entries arrive. */}
      <NativeSelect
        label={t('who.label')}
        w={190}
        value={filter.who ?? ''}
        onChange={(event) => set({ who: (event.currentTarget.value || undefined) as Filter['who'] })}
        data={[
          { value: '', label: t('who.mine') },
          { value: 'free', label: t('who.free') },
          { value: 'me', label: t('who.me') },
          { value: 'all', label: t('who.all') },
        ]}
      />
      <Button
        hiddenFrom="sm"
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        aria-expanded={isOpen}
        onClick={() => setOpen((was) => !was)}
      >
        {t('filters')}
      </Button>
      <NativeSelect
        visibleFrom={isOpen ? undefined : 'sm'}
        label={t('engagement')}
        w={{ base: '100%', sm: 300 }}
        value={filter.engagement ?? ''}
        onChange={(event) => set({ engagement: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('any') },
          ...(filter.engagement && !known ? [{ value: filter.engagement, label: filter.engagement }] : []),
          ...running.map(({ key, title }) => ({ value: key, label: `${key} ${title}` })),
        ]}
      />
      <NativeSelect
        visibleFrom={isOpen ? undefined : 'sm'}
        label={t('kind')}
        w={{ base: '100%', sm: 260 }}
        value={filter.kind ?? ''}
        onChange={({ currentTarget: { value } }) => set({ kind: isHumanTaskKind(value) ? value : undefined })}
        data={[{ value: '', label: t('any') }, ...kinds.map((kind) => ({ value: kind, label: names.task(kind) }))]}
      />
      <Checkbox
        visibleFrom={isOpen ? undefined : 'sm'}
        label={t('late')}
        checked={filter.late === 1}
        onChange={(event) => set({ late: event.currentTarget.checked ? 1 : undefined })}
        mih={44}
        styles={{ root: { display: 'flex', alignItems: 'center' } }}
      />
      {Object.keys(filter).length > 0 && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('clear')}
        </Button>
      )}
    </Group>
  );
}

const isFor = (kind: HumanTaskKind, roles: readonly string[]) =>
  roles.includes('manager') || roles.includes('director') || roles.includes(kindSpec(kind).role);

function clean(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Filter;
}
