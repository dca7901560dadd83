import { Group, NativeSelect, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CompareTable } from '../../kit/compare-table';
import { ClauseList } from '../../parts/clause-list';
import { useClauseRows } from '../../parts/clauses';
import type { Version } from './queries';
import { useGo } from './route-api';
import { VersionTag } from './version-table';

interface VersionReaderProps {
  versions: readonly Version[];
  shown: Version;
  against: Version | undefined;
}

/** One version to read, or two side by side. */
export function VersionReader({ versions, shown, against }: VersionReaderProps) {
  const { t } = useTranslation('requirements');
  const show = useGo();
  const rowsOf = useClauseRows();
  const [onlyChanges, setOnlyChanges] = useState(true);
  const others = versions.filter(({ version }) => version !== shown.version);
  const compare = (version: number, other: number | undefined) =>
    show({ version, ...(other && { against: other }) }, { replace: true });
  const rows = against ? rowsOf(against.clauses, shown.clauses, onlyChanges) : [];
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <Group gap="sm">
          <Title order={3} size="h5">
            {against
              ? t('compared', { before: against.version, after: shown.version })
              : t('clausesOf', { version: shown.version })}
          </Title>
          <VersionTag status={shown.status} />
        </Group>
        {others.length > 0 && (
          <NativeSelect
            label={t('against')}
            value={against ? String(against.version) : ''}
            onChange={(event) => compare(shown.version, Number(event.currentTarget.value) || undefined)}
            data={[
              { value: '', label: t('againstNone') },
              ...others.map(({ version }) => ({ value: String(version), label: t('version', { version }) })),
            ]}
          />
        )}
      </Group>
      {against ? (
        <>
          <Switch
            label={t('onlyChanges')}
            checked={onlyChanges}
            size="md"
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />
          {rows.length === 0 ? (
            <Text>{t('noChanges')}</Text>
          ) : (
            <CompareTable
              caption={t('compared', { before: against.version, after: shown.version })}
              beforeTitle={t('version', { version: against.version })}
              afterTitle={t('version', { version: shown.version })}
              rows={rows}
            />
          )}
        </>
      ) : (
        <ClauseList clauses={shown.clauses} />
      )}
    </Stack>
  );
}
