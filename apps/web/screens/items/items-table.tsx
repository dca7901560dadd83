import { Box, Button, Group, Table, Text } from '@mantine/core';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ItemRow, type ListedItem, useRowWords } from './item-row';

interface ItemsTableProps {
  rows: readonly ListedItem[];
  more: { load: () => void; isLoading: boolean } | undefined;
  currentId: string | undefined;
  /** Without: details are not for this reader. */
  onOpen?: (id: string) => void;
}

const ROW_PX = 60;
/** So few are all drawn: they can be searched on the page and printed. */
const FEW = 200;

/** Thousands of rows, of which only those in sight are drawn; the next page is fetched when its place comes near. */
export function ItemsTable({ rows, more, currentId, onOpen }: ItemsTableProps) {
  const { t } = useTranslation('items');
  const { t: tk } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useEffect(() => setTop((frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 20,
    scrollMargin: top,
    rangeExtractor: (range) =>
      range.count <= FEW ? Array.from({ length: range.count }, (_, at) => at) : defaultRangeExtractor(range),
    getItemKey: (at) => rows[at]?.id ?? at,
  });
  const words = useRowWords();
  const latest = useRef(onOpen);
  latest.current = onOpen;
  const mayOpen = onOpen !== undefined;
  // One function for all renders, so that rows that have not changed are not drawn again.
  const open = useMemo(() => (mayOpen ? (id: string) => latest.current?.(id) : undefined), [mayOpen]);
  const shown = virtual.getVirtualItems();
  const before = (shown[0]?.start ?? top) - top;
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  // What is in sight, not what is drawn: few rows are all drawn, and nobody has asked for the next page by that.
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (more && !more.isLoading && last >= rows.length - 10) more.load();
  }, [last, rows.length, more]);
  return (
    <Box ref={frame}>
      <Table aria-rowcount={more ? -1 : rows.length + 1} highlightOnHover layout="fixed">
        <caption className="only-heard">{t('title')}</caption>
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th scope="col">{t('column.item')}</Table.Th>
            <Table.Th scope="col">{t('column.state')}</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              {t('column.answer')}
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              {t('column.author')}
            </Table.Th>
            <Table.Th scope="col" visibleFrom="md">
              {t('column.reviewer')}
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              {t('column.lot')}
            </Table.Th>
            <Table.Th scope="col" visibleFrom="md">
              {t('column.updated')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Spacer height={before} />
          {shown.map(({ index, key }) => {
            const row = rows[index];
            return (
              row && (
                <ItemRow
                  key={key}
                  row={row}
                  index={index}
                  isCurrent={row.id === currentId}
                  words={words}
                  // Few rows are all drawn, and need no measuring.
                  measure={rows.length > FEW ? virtual.measureElement : undefined}
                  onOpen={open}
                />
              )
            );
          })}
          <Spacer height={after} />
        </Table.Tbody>
      </Table>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {tk('table.shown', { count: rows.length })}
        </Text>
        {more && (
          <Button variant="default" onClick={more.load} loading={more.isLoading}>
            {tk('table.more')}
          </Button>
        )}
      </Group>
    </Box>
  );
}

function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <Table.Tr aria-hidden>
      <td style={{ height, padding: 0 }} colSpan={7} />
    </Table.Tr>
  ) : null;
}
