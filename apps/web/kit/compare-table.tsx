import { Badge, Group, ScrollArea, Table, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import { TextDiff } from './text-diff';

export interface CompareRow {
  key: string;
  name: string;
  before: string;
  after: string;
  /** Long text: shown line by line where it differs. */
  isLong?: boolean;
  /** What the difference comes to: `+200`, `3日後`. */
  note?: ReactNode;
}

/** Mantine's light yellow is a heavy brown in the dark. */
const CHANGED = 'light-dark(var(--mantine-color-yellow-light), rgba(250, 176, 5, 0.16))';

interface CompareTableProps {
  caption: string;
  beforeTitle: string;
  afterTitle: string;
  rows: readonly CompareRow[];
}

/** Two versions side by side; what differs says so by word and colour. */
export function CompareTable({ caption, beforeTitle, afterTitle, rows }: CompareTableProps) {
  const { t } = useTranslation('compare');
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': caption }}>
      <Table className={classes.table} role="table">
        <caption className="only-heard">{caption}</caption>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            <Table.Th role="columnheader" scope="col" w="22%">
              {t('item')}
            </Table.Th>
            <Table.Th role="columnheader" scope="col" w="39%">
              {beforeTitle}
            </Table.Th>
            <Table.Th role="columnheader" scope="col" w="39%">
              {afterTitle}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => {
            const isChanged = row.before !== row.after;
            return (
              <Table.Tr key={row.key} role="row" bg={isChanged ? CHANGED : undefined}>
                <Table.Th role="rowheader" scope="row" fw={isChanged ? 700 : 400} style={{ verticalAlign: 'top' }}>
                  {row.name}
                  {isChanged && (
                    <Group gap={4} mt={4}>
                      <Badge
                        color="yellow"
                        radius="sm"
                        tt="none"
                        variant="outline"
                        c="var(--mantine-color-text)"
                        leftSection={<IconArrowRight size={12} aria-hidden />}
                      >
                        {t('changed')}
                      </Badge>
                      {row.note && (
                        <Text size="sm" component="span">
                          {row.note}
                        </Text>
                      )}
                    </Group>
                  )}
                </Table.Th>
                {row.isLong && isChanged && row.before !== '' && row.after !== '' ? (
                  <Table.Td role="cell" colSpan={2}>
                    <TextDiff before={row.before} after={row.after} />
                  </Table.Td>
                ) : (
                  <>
                    <Value title={beforeTitle} text={row.before} />
                    <Value title={afterTitle} text={row.after} isStrong={isChanged} />
                  </>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Value({ title, text, isStrong = false }: { title: string; text: string; isStrong?: boolean }) {
  const { t } = useTranslation('compare');
  return (
    <Table.Td
      role="cell"
      data-label={title}
      style={{ whiteSpace: 'pre-wrap', verticalAlign: 'top' }}
      fw={isStrong ? 700 : 400}
    >
      {text === '' ? <Text c="dimmed">{t('none')}</Text> : text}
    </Table.Td>
  );
}
