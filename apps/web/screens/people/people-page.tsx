import { Text } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Page } from '../../kit/page';
import { Pages } from '../../kit/pages-loaded';
import { useAwayToday } from './absence-queries';
import { PeopleFilters } from './people-filters';
import { PeopleTable } from './people-table';
import type { PeopleSearch } from './routes';

const route = getRouteApi('/app/people');

/** People of my sites in the order of their kana; what they are looked for by stands in the address. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const search = route.useSearch();
  const navigate = useNavigate();
  const { query, rows, more } = usePages([...keys.people, search], (cursor) =>
    ask(api.GET('/api/v1/people', { params: { query: { ...search, cursor, limit: 50 } } })),
  );
  const away = useAwayToday();
  const narrow = (next: PeopleSearch) =>
    void navigate({ to: '/people', search: next, replace: true, resetScroll: false });
  return (
    <Page
      title={t('title')}
      actions={
        <ButtonLink to="/absences" variant="default">
          {t('absences.title')}
        </ButtonLink>
      }
    >
      <PeopleFilters search={search} onNarrow={narrow} />
      <Pages query={query} height={400}>
        {rows.length === 0 ? (
          <Empty>
            <Text component="span">{t(Object.keys(search).length > 0 ? 'noneFound' : 'none')}</Text>
          </Empty>
        ) : (
          <PeopleTable people={rows} away={away} more={more} />
        )}
      </Pages>
    </Page>
  );
}
