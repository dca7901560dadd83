import { Box, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../kit/empty';
import { ButtonLink } from '../../kit/links';
import { Loaded } from '../../kit/loaded';
import { Page } from '../../kit/page';
import { DecisionPanel } from '../../parts/decision-panel';
import { BulkBar } from './bulk-bar';
import classes from './inbox.module.css';
import { InboxFilters } from './inbox-filters';
import { TaskList } from './task-list';
import { type Filter, useInbox } from './tasks-query';
import { useInboxKeys } from './use-inbox-keys';
import { useSelection } from './use-selection';

const route = getRouteApi('/app/tasks');
const SPLIT = '(min-width: 62em)';

/** What waits for a decision, next due first: a list, and beside it the one in hand. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const { task: asked, ...filter } = route.useSearch();
  const navigate = useNavigate();
  const isSplit = useMediaQuery(SPLIT, window.matchMedia(SPLIT).matches) ?? false;
  const { query, rows, more } = useInbox(filter);
  const selection = useSelection(rows);
  const panel = useRef<HTMLDivElement>(null);
  // Without one in the address: the first, and it stays in hand when the list moves.
  const [pinned, setPinned] = useState<string>();
  const first = rows[0]?.id;
  useEffect(() => setPinned((was) => was ?? first), [first]);
  const currentId = asked ?? pinned;
  const place = useRef(0);
  const index = rows.findIndex(({ id }) => id === currentId);
  if (index >= 0) place.current = index;

  const go = (search: Filter & { task?: string }) =>
    void navigate({ to: '/tasks', search, replace: true, resetScroll: false });
  const show = (id: string) => go({ ...filter, task: id });
  const open = (id: string) => {
    show(id);
    panel.current?.focus({ preventScroll: true });
  };
  useInboxKeys({ rows, index, isSplit, show, open, toggle: selection.toggle });

  return (
    <Page title={t('title')} about={t('about')} width={1400}>
      <InboxFilters
        filter={filter}
        onChange={(next) => {
          setPinned(undefined);
          selection.clear();
          go(next);
        }}
      />
      <Loaded query={query} height={400}>
        {() => (
          <Box className={isSplit ? classes.split : undefined}>
            <Stack gap="sm" miw={0}>
              {rows.length === 0 ? (
                <Nothing isFiltered={Object.keys(filter).length > 0} onClear={() => go({})} />
              ) : (
                <>
                  <Checkbox
                    label={t('chooseAll', { count: rows.length })}
                    checked={selection.tasks.length === rows.length}
                    indeterminate={selection.tasks.length > 0 && selection.tasks.length < rows.length}
                    onChange={selection.toggleAll}
                    ml={13}
                  />
                  <TaskList
                    rows={rows}
                    currentId={currentId}
                    selected={selection.ids}
                    onToggle={selection.toggle}
                    isSplit={isSplit}
                    onOpen={open}
                  />
                </>
              )}
              <Group justify="space-between">
                <Text size="sm" c="dimmed" role="status">
                  {rows.length > 0 && t('shown', { count: rows.length })}
                </Text>
                {more && (
                  <Button variant="default" onClick={more.load} loading={more.isLoading}>
                    {t('common:table.more')}
                  </Button>
                )}
              </Group>
              <BulkBar rows={rows} selection={selection} />
            </Stack>
            {isSplit && (
              <Paper
                withBorder
                p="lg"
                component="section"
                aria-label={t('inHand')}
                className={classes.aside}
                ref={panel}
                tabIndex={-1}
              >
                {currentId ? (
                  <DecisionPanel
                    taskId={currentId}
                    onDone={() => {
                      const next = rows.filter(({ id }) => id !== currentId)[place.current] ?? rows.at(-1);
                      if (next && next.id !== currentId) open(next.id);
                    }}
                  />
                ) : (
                  <Text c="dimmed">{t('nothingInHand')}</Text>
                )}
              </Paper>
            )}
          </Box>
        )}
      </Loaded>
    </Page>
  );
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation('inbox');
  return isFiltered ? (
    <Empty
      action={
        <Button variant="default" onClick={onClear}>
          {t('clear')}
        </Button>
      }
    >
      {t('emptyFiltered')}
    </Empty>
  ) : (
    <Empty
      action={
        <ButtonLink to="/" variant="default">
          {t('toHome')}
        </ButtonLink>
      }
    >
      {t('empty')}
    </Empty>
  );
}
