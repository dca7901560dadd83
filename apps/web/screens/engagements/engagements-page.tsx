import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import { usePages } from '../../api/pages';
import { useMayAtAll } from '../../app/session';
import { DataTable } from '../../kit/data-table';
import { Empty } from '../../kit/empty';
import { AnchorLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { StageTag } from '../../kit/stage-tag';
import { Day, Due } from '../../kit/when';
import { useNames } from '../../kit/words';
import { EngagementFilters } from './engagement-filters';
import { StartDialog } from './start-dialog';

const route = getRouteApi('/app/engagements');

/** Engagements in my scope, newest first; the filters are the address of the page. */
export function EngagementsPage() {
  const { t } = useTranslation('engagements');
  const names = useNames();
  const may = useMayAtAll();
  const { new: isStarting, ...filter } = route.useSearch();
  const navigate = useNavigate();
  const { query, rows, more } = usePages([...keys.engagements, filter], (cursor) =>
    ask(api.GET('/api/v1/engagements', { params: { query: { ...filter, cursor, limit: 50 } } })),
  );
  const start = () => void navigate({ to: '/engagements', search: { ...filter, new: 1 } });
  const close = () => void navigate({ to: '/engagements', search: filter });
  return (
    <Page
      title={t('title')}
      actions={
        may('engagements.start') && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={start}>
            {t('start')}
          </Button>
        )
      }
    >
      <EngagementFilters
        filter={filter}
        onChange={(next) => void navigate({ to: '/engagements', search: next, replace: true })}
      />
      <Loaded query={query} height={400}>
        {() =>
          rows.length === 0 ? (
            <Empty>{Object.keys(filter).length > 0 ? t('emptyFiltered') : t('empty')}</Empty>
          ) : (
            <DataTable
              caption={t('title')}
              rows={rows}
              rowKey={({ id }) => id}
              more={more}
              columns={[
                {
                  key: 'title',
                  title: t('engagement'),
                  isHeading: true,
                  cell: ({ key, title }) => (
                    <AnchorLink
                      to="/engagements/$key"
                      params={{ key }}
                      fw={700}
                      style={{ display: 'inline-block', minHeight: 44 }}
                    >
                      {title}
                      <br />
                      <small>{key}</small>
                    </AnchorLink>
                  ),
                },
                { key: 'client', title: t('client'), wideOnly: true, cell: ({ client }) => client.name },
                { key: 'stage', title: t('stage'), cell: ({ stage }) => <StageTag stage={stage} /> },
                {
                  key: 'waitingFor',
                  title: t('waitingFor'),
                  wideOnly: true,
                  cell: ({ waitingFor }) => waitingFor.map(names.role).join('、'),
                },
                {
                  key: 'next',
                  title: t('nextDue'),
                  wideOnly: true,
                  cell: ({ nextDueAt }) => nextDueAt && <Due at={nextDueAt} />,
                },
                {
                  key: 'due',
                  title: t('deliveryDue'),
                  cell: ({ agreedDue, deliveryDue, closedAt }) => {
                    const due = agreedDue ?? deliveryDue;
                    return due && <Day date={due} isDue={closedAt === null} />;
                  },
                },
              ]}
            />
          )
        }
      </Loaded>
      {isStarting && may('engagements.start') && <StartDialog onClose={close} />}
    </Page>
  );
}
