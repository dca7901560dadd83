import { Badge, Group, ScrollArea, Table, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
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
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': caption }}>
      <Table miw={520} layout="fixed">
        <caption className="only-heard">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="26%">
              {t('item')}
            </Table.Th>
            <Table.Th scope="col">{beforeTitle}</Table.Th>
            <Table.Th scope="col">{afterTitle}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const isChanged = row.before !== row.after;
            return (
              <Table.Tr key={row.key} bg={isChanged ? 'var(--mantine-color-yellow-light)' : undefined}>
                <Table.Th scope="row" fw={isChanged ? 700 : 400} style={{ verticalAlign: 'top' }}>
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
                  <Table.Td colSpan={2}>
                    <TextDiff before={row.before} after={row.after} />
                  </Table.Td>
                ) : (
                  <>
                    <Value text={row.before} />
                    <Value text={row.after} isStrong={isChanged} />
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

function Value({ text, isStrong = false }: { text: string; isStrong?: boolean }) {
  const { t } = useTranslation('compare');
  return (
    <Table.Td style={{ whiteSpace: 'pre-wrap', verticalAlign: 'top' }} fw={isStrong ? 700 : 400}>
      {text === '' ? <Text c="dimmed">{t('none')}</Text> : text}
    </Table.Td>
  );
}
