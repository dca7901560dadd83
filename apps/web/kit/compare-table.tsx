import { Badge, Group, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CardBody, CardCell, CardHeading, CardRow, CardTable } from './card-table';
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
    <CardTable
      caption={caption}
      columns={[
        { key: 'item', title: t('item'), width: '22%' },
        { key: 'before', title: beforeTitle, width: '39%' },
        { key: 'after', title: afterTitle, width: '39%' },
      ]}
    >
      <CardBody>
        {rows.map((row) => {
          const isChanged = row.before !== row.after;
          return (
            <CardRow key={row.key} bg={isChanged ? CHANGED : undefined}>
              <CardHeading fw={isChanged ? 700 : 400} style={{ verticalAlign: 'top' }}>
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
              </CardHeading>
              {row.isLong && isChanged && row.before !== '' && row.after !== '' ? (
                <CardCell colSpan={2}>
                  <TextDiff before={row.before} after={row.after} />
                </CardCell>
              ) : (
                <>
                  <Value title={beforeTitle} text={row.before} />
                  <Value title={afterTitle} text={row.after} isStrong={isChanged} />
                </>
              )}
            </CardRow>
          );
        })}
      </CardBody>
    </CardTable>
  );
}

function Value({ title, text, isStrong = false }: { title: string; text: string; isStrong?: boolean }) {
  const { t } = useTranslation('compare');
  return (
    <CardCell label={title} style={{ whiteSpace: 'pre-wrap', verticalAlign: 'top' }} fw={isStrong ? 700 : 400}>
      {text === '' ? <Text c="dimmed">{t('none')}</Text> : text}
    </CardCell>
  );
}
