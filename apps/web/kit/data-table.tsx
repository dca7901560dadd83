import { Box, Button, Group, ScrollArea, Table, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Names the row: its cell is the row's heading. */
  isHeading?: boolean;
  align?: 'right';
  /** Left out where the screen is narrow; only for what the row is understood without. */
  wideOnly?: boolean;
  sort?: { direction: 'ascending' | 'descending' | 'none'; toggle: () => void };
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row as the one in hand (keyboard). */
  currentKey?: string;
  more?: { load: () => void; isLoading: boolean } | undefined;
}

/**
 * A real table: caption, headings, aria-sort; scrolls inside itself where it must, so that the page never does. On a phone
 * each row is a card; the roles are said because display: block takes them away.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, currentKey, more }: DataTableProps<Row>) {
  const { t } = useTranslation();
  const seen = (column: Column<Row>) => (column.wideOnly ? 'sm' : undefined);
  return (
    <Box>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': caption }}>
        <Table highlightOnHover className={classes.table} role="table">
          <caption className="only-heard">{caption}</caption>
          <Table.Thead role="rowgroup">
            <Table.Tr role="row">
              {columns.map((column) => (
                <Table.Th
                  key={column.key}
                  role="columnheader"
                  scope="col"
                  ta={column.align}
                  visibleFrom={seen(column)}
                  style={{ whiteSpace: 'nowrap' }}
                  aria-sort={column.sort && column.sort.direction !== 'none' ? column.sort.direction : undefined}
                >
                  {column.sort ? <SortButton title={column.title} {...column.sort} /> : column.title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody role="rowgroup">
            {rows.map((row) => {
              const key = rowKey(row);
              return (
                <Table.Tr
                  key={key}
                  role="row"
                  data-current={key === currentKey || undefined}
                  bg={key === currentKey ? 'var(--mantine-primary-color-light)' : undefined}
                >
                  {columns.map((column) =>
                    column.isHeading ? (
                      <Table.Th key={column.key} role="rowheader" scope="row" fw={400} visibleFrom={seen(column)}>
                        {column.cell(row)}
                      </Table.Th>
                    ) : (
                      <Table.Td
                        key={column.key}
                        role="cell"
                        data-label={column.title}
                        ta={column.align}
                        visibleFrom={seen(column)}
                      >
                        {column.cell(row)}
                      </Table.Td>
                    ),
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {t('table.shown', { count: rows.length })}
        </Text>
        {more && (
          <Button variant="default" onClick={more.load} loading={more.isLoading}>
            {t('table.more')}
          </Button>
        )}
      </Group>
    </Box>
  );
}

function SortButton({ title, direction, toggle }: { title: string; direction: string; toggle: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-md"
      px={0}
      onClick={toggle}
      rightSection={
        direction === 'ascending' ? (
          <IconArrowUp size={14} aria-hidden />
        ) : direction === 'descending' ? (
          <IconArrowDown size={14} aria-hidden />
        ) : undefined
      }
    >
      {title}
    </Button>
  );
}
