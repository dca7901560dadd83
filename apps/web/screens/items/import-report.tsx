import { Alert, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { type Column, DataTable } from '../../kit/data-table';
import { count } from '../../kit/time';
import { useWords } from '../../kit/words';

type Fault = Of<'ImportFault'>;
const SHOWN = 50;

/** What a trial found: how many rows of each kind, every fault with its way out, and the faulty rows to mend. */
export function ImportReport({ report }: { report: Of<'ImportResult'> }) {
  const { t, i18n } = useTranslation('items');
  const say = useWords();
  const [shown, setShown] = useState(SHOWN);
  const isGood = report.errorCount === 0;
  const columns: Column<Fault>[] = [
    {
      key: 'place',
      title: t('fault.place'),
      isHeading: true,
      cell: (fault) => (
        <Text size="sm" className="figures">
          {t(`fault.file.${fault.file}`)}
          {fault.row !== undefined && ` ${t('fault.row', { row: fault.row })}`}
        </Text>
      ),
    },
    { key: 'column', title: t('fault.column'), cell: (fault) => fault.column ?? '—' },
    { key: 'value', title: t('fault.value'), cell: (fault) => fault.value ?? '—', wideOnly: true },
    {
      key: 'reason',
      title: t('fault.reason'),
      cell: (fault) => (
        <Stack gap={0}>
          <Text size="sm">{say(fault.reason)}</Text>
          <Text size="sm" fw={700}>
            {say(fault.fix)}
          </Text>
        </Stack>
      ),
    },
  ];
  return (
    <Stack>
      <Alert
        variant="light"
        color={isGood ? 'green' : 'red'}
        icon={isGood ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={isGood ? t('report.good') : t('report.bad', { count: report.errorCount })}
        role="status"
      >
        {isGood ? t('report.goodText') : t('report.badText')}
      </Alert>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {(['new', 'changed', 'same', 'error'] as const).map((kind) => (
          <div key={kind}>
            <Text size="sm" c="dimmed">
              {t(`count.${kind}`)}
            </Text>
            <Text fz={24} fw={700} className="figures">
              {count(report.counts[kind], i18n.language)}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {report.badRows.map((file) => (
        <Group key={file.file} gap="xs">
          <Button
            component="a"
            href={file.url}
            download
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('badRows.download', { file: t(`fault.file.${file.file}`), count: file.rows })}
          </Button>
          <Text size="sm" c="dimmed">
            {file.leftOut > 0 ? t('badRows.leftOut', { count: file.leftOut }) : t('badRows.about')}
          </Text>
        </Group>
      ))}
      {!isGood && (
        <>
          <Title order={3} size="h5">
            {t('fault.title')}
          </Title>
          <DataTable
            caption={t('fault.title')}
            columns={columns}
            rows={report.errors.slice(0, shown)}
            rowKey={(fault) => `${fault.pointer}:${fault.code}`}
            more={
              report.errors.length > shown
                ? { load: () => setShown((before) => before + SHOWN * 4), isLoading: false }
                : undefined
            }
          />
          {report.errorCount > report.errors.length && (
            <Text size="sm">{t('fault.more', { count: report.errorCount - report.errors.length })}</Text>
          )}
        </>
      )}
    </Stack>
  );
}
