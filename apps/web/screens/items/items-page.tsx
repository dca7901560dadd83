import { Stack } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Pages } from '../../kit/pages-loaded';
import { Section } from '../../kit/section';
import { DecisionsHere } from '../../parts/decisions-here';
import { useMayHere } from '../../parts/members';
import { ItemDrawer } from './item-drawer';
import { ItemsFilters } from './items-filters';
import type { ItemsSearch } from './items-search';
import { ItemsTable } from './items-table';

export function ItemsPage() {
  const { t } = useTranslation('items');
  const { key } = useParams({ from: '/app/engagements/$key/items' });
  const search = useSearch({ from: '/app/engagements/$key/items' });
  const navigate = useNavigate({ from: '/engagements/$key/items' });
  const mayHere = useMayHere();
  const { item, ...filters } = search;
  const items = usePages(keys.engagement(key, 'items', filters), async (cursor) => {
    const page = await ask(
      api.GET('/api/v1/engagements/{id}/work-items', {
        params: { path: { id: key }, query: { ...filters, cursor, limit: 50 } },
      }),
    );
    return { ...page, items: page.items.map((row) => ({ ...row, people: page.people })) };
  });
  const change = (next: Partial<ItemsSearch>) =>
    void navigate({ search: { ...search, ...next }, replace: true, resetScroll: false });
  const isFiltered = Object.keys(filters).length > 0;
  const mayImport = mayHere('imports.create');
  const importLink = mayImport && (
    <ButtonLink to="/engagements/$key/import" params={{ key }} variant="default">
      {t('toImport')}
    </ButtonLink>
  );
  return (
    <Stack gap="lg">
      <DecisionsHere kinds={['prepare_production', 'prepare_pilot', 'extend_production']} />
      <Section title={t('title')} actions={importLink}>
        <ItemsFilters engagementKey={key} filters={filters} onChange={change} />
        <Pages query={items.query} height={480}>
          {items.rows.length === 0 ? (
            <Empty action={!isFiltered && importLink}>
              {isFiltered ? t('emptyFiltered') : mayImport ? t('emptyImport') : t('empty')}
            </Empty>
          ) : (
            <ItemsTable
              rows={items.rows}
              more={items.more}
              currentId={item}
              {...(mayHere('items.get') && { onOpen: (id: string) => change({ item: id }) })}
            />
          )}
        </Pages>
      </Section>
      {item !== undefined && <ItemDrawer engagementKey={key} id={item} onClose={() => change({ item: undefined })} />}
    </Stack>
  );
}
