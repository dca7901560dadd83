import { Box, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CardBody, CardCell, CardHeading, CardRow, CardTable } from './card-table';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Names the row: its cell is the row's heading. */
  isHeading?: boolean;
  align?: 'right';
  /** Left out where the screen is narrow; only for what the row is understood without. */
  wideOnly?: boolean;
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

/** Rows that all have the same columns, how many are shown, and the next page. */
export function DataTable<Row>({ caption, columns, rows, rowKey, currentKey, more }: DataTableProps<Row>) {
  const { t } = useTranslation();
  const seen = (column: Column<Row>) => (column.wideOnly ? 'sm' : undefined);
  return (
    <Box>
      <CardTable caption={caption} columns={columns} highlightOnHover>
        <CardBody>
          {rows.map((row) => {
            const key = rowKey(row);
            const isCurrent = key === currentKey;
            return (
              <CardRow
                key={key}
                data-current={isCurrent || undefined}
                bg={isCurrent ? 'var(--mantine-primary-color-light)' : undefined}
              >
                {columns.map((column) =>
                  column.isHeading ? (
                    <CardHeading key={column.key} visibleFrom={seen(column)}>
                      {column.cell(row)}
                    </CardHeading>
                  ) : (
                    <CardCell key={column.key} label={column.title} ta={column.align} visibleFrom={seen(column)}>
                      {column.cell(row)}
                    </CardCell>
                  ),
                )}
              </CardRow>
            );
          })}
        </CardBody>
      </CardTable>
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
