import { ActionIcon, Group, NativeSelect, Pagination, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconAlertCircle, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CardBody, CardCell, CardHeading, CardRow, CardTable } from '../../kit/card-table';
import type { NamedItem } from './paste';
import { useReasonChoices } from './paste-items';
import type { RowFaults } from './use-named-items';

const A_PAGE = 50;

interface NamedTableProps {
  rows: readonly NamedItem[];
  faults: ReadonlyMap<string, RowFaults>;
  onChange: (externalId: string, part: Partial<NamedItem>) => void;
  onRemove: (externalId: string) => void;
}

/** The items that are not accepted, each with its reason; a faulty row says what is wrong with it. */
export function NamedTable({ rows, faults, onChange, onRemove }: NamedTableProps) {
  const { t } = useTranslation('deliveries');
  const choices = useReasonChoices();
  const [page, setPage] = useState(1);
  const [onlyFaulty, setOnlyFaulty] = useState(true);
  const shown = faults.size > 0 && onlyFaulty ? rows.filter(({ externalId }) => faults.has(externalId)) : rows;
  const pages = Math.max(1, Math.ceil(shown.length / A_PAGE));
  const at = Math.min(page, pages);
  return (
    <Stack gap="sm">
      {faults.size > 0 && (
        <Switch
          size="md"
          label={t('named.onlyFaulty', { count: faults.size })}
          checked={onlyFaulty}
          onChange={(event) => setOnlyFaulty(event.currentTarget.checked)}
        />
      )}
      <CardTable
        caption={t('named.title')}
        columns={[
          { key: 'id', title: t('named.id') },
          { key: 'code', title: t('named.code') },
          { key: 'comment', title: t('named.comment') },
          { key: 'remove', title: <span className="only-heard">{t('named.remove')}</span> },
        ]}
      >
        <CardBody>
          {shown.slice((at - 1) * A_PAGE, at * A_PAGE).map((row) => {
            const fault = faults.get(row.externalId);
            const label = (what: string) => `${row.externalId} ${what}`;
            return (
              <CardRow key={row.externalId} bg={fault ? 'var(--mantine-color-red-light)' : undefined}>
                <CardHeading>
                  {row.externalId}
                  {fault?.externalId && (
                    <Text size="sm" c="var(--mantine-color-red-light-color)" fw={700}>
                      <IconAlertCircle size={14} aria-hidden /> {fault.externalId}
                    </Text>
                  )}
                </CardHeading>
                <CardCell label={t('named.code')}>
                  <NativeSelect
                    aria-label={label(t('named.code'))}
                    value={row.code}
                    onChange={(event) => onChange(row.externalId, { code: event.currentTarget.value })}
                    data={choices}
                    error={fault?.code}
                  />
                </CardCell>
                <CardCell label={t('named.comment')}>
                  <TextInput
                    aria-label={label(t('named.comment'))}
                    value={row.comment}
                    onChange={(event) => onChange(row.externalId, { comment: event.currentTarget.value })}
                    maxLength={2000}
                    error={fault?.comment}
                  />
                </CardCell>
                <CardCell>
                  <ActionIcon
                    aria-label={t('named.removeOne', { id: row.externalId })}
                    onClick={() => onRemove(row.externalId)}
                  >
                    <IconTrash size={20} aria-hidden />
                  </ActionIcon>
                </CardCell>
              </CardRow>
            );
          })}
        </CardBody>
      </CardTable>
      {pages > 1 && (
        <Group>
          <Pagination
            total={pages}
            value={at}
            onChange={setPage}
            size="lg"
            getControlProps={(control) => ({ 'aria-label': t(`page.${control}`) })}
            getItemProps={(item) => ({ 'aria-label': t('page.of', { page: item }) })}
          />
        </Group>
      )}
    </Stack>
  );
}
