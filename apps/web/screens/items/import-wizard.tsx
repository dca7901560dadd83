import { Alert, Button, Group, List, NumberInput, Text } from '@mantine/core';
import { IconDownload, IconInfoCircle } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api/command';
import type { Of } from '../../api/types';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { type Encoding, type Files, type ImportChoice, intentOf, startImport, tryImport } from './import-command';
import { ImportFiles } from './import-files';
import * as limits from './import-limits';
import { ImportReport } from './import-report';

interface ImportWizardProps {
  engagementKey: string;
  /** What the stage of the engagement asks for. */
  purpose: ImportChoice['purpose'];
  onStarted: () => void;
}

const LEAST_PASSES = 3;

export function ImportWizard({ engagementKey, purpose, onStarted }: ImportWizardProps) {
  const { t } = useTranslation('items');
  const [passes, setPasses] = useState<string | number>(LEAST_PASSES);
  const [encoding, setEncoding] = useState<Encoding>('auto');
  const [files, setFiles] = useState<Files>({});
  const [isAsked, setAsked] = useState(false);
  const [report, setReport] = useState<Of<'ImportResult'>>();
  const reportPlace = useRef<HTMLDivElement>(null);
  const choice: ImportChoice = { purpose, passes: Number(passes) || LEAST_PASSES, encoding };
  const intent = intentOf(choice, files);

  const trial = useCommand(
    (_: { at: number; intent: typeof intent }, key) => tryImport(engagementKey, choice, files, key),
    {
      onDone: (result) => {
        setReport(result);
        requestAnimationFrame(() => reportPlace.current?.focus());
      },
    },
  );
  const start = useCommand((_: typeof intent, key) => startImport(engagementKey, choice, files, key), {
    onDone: () => onStarted(),
  });

  /** What was found out belongs to what was sent: another file asks for another trial. */
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T) => {
      set(value);
      setReport(undefined);
      trial.reset();
      start.reset();
    };
  };
  const isReady =
    files.manifest !== undefined &&
    files.archive !== undefined &&
    limits.FILE_PARTS.every((part) => {
      const file = files[part];
      return file === undefined || !(limits.isTooLarge(part, file) || limits.isWrongKind(part, file));
    });
  return (
    <>
      <Section title={t('import.step1')}>
        <Alert variant="light" icon={<IconInfoCircle aria-hidden />} title={t('limits.title')}>
          <List size="sm">
            <List.Item>
              {t('limits.table', { rows: limits.MAX_ROWS.toLocaleString(), mb: limits.MAX_TABLE_MB })}
            </List.Item>
            <List.Item>
              {t('limits.archive', {
                mb: limits.MAX_ARCHIVE_MB,
                unpacked: limits.MAX_UNPACKED_MB,
                files: limits.MAX_FILES.toLocaleString(),
              })}
            </List.Item>
            <List.Item>{t('limits.picture', { mb: limits.MAX_PICTURE_MB })}</List.Item>
            <List.Item>{t('limits.whole')}</List.Item>
          </List>
        </Alert>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => limits.download(limits.template('manifest'), 'manifest.csv')}
          >
            {t('template.manifest')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => limits.download(limits.template('gold'), 'gold.csv')}
          >
            {t('template.gold')}
          </Button>
        </Group>
        <Text>{t(`purpose.${purpose}`)}</Text>
        {purpose === 'pilot' && (
          <NumberInput
            label={t('passes.title')}
            description={t('passes.about')}
            suffix={t('passes.unit')}
            value={passes}
            onChange={changed(setPasses)}
            min={1}
            max={limits.MAX_PASSES}
            allowDecimal={false}
            clampBehavior="strict"
            maw={280}
          />
        )}
      </Section>
      <Section title={t('import.step2')}>
        <ImportFiles
          files={files}
          encoding={encoding}
          found={report?.encoding}
          isAsked={isAsked}
          onFiles={changed(setFiles)}
          onEncoding={changed(setEncoding)}
        />
      </Section>
      <Section title={t('import.step3')}>
        <Text size="sm">{t('import.step3Text')}</Text>
        <Group>
          <Button
            variant={report?.errorCount === 0 ? 'default' : 'filled'}
            loading={trial.isPending}
            onClick={() => {
              setAsked(true);
              // Each trial is asked anew: what is imported already may have changed.
              if (isReady) trial.mutate({ at: Date.now(), intent });
            }}
          >
            {report ? t('import.tryAgain') : t('import.try')}
          </Button>
          {trial.isPending && <Text role="status">{t('import.trying')}</Text>}
        </Group>
        {isAsked && !isReady && (
          <Text c="var(--mantine-color-error)" role="alert">
            {t('import.notReady')}
          </Text>
        )}
        {trial.error && <ProblemAlert error={trial.error} onRetry={() => trial.mutate({ at: Date.now(), intent })} />}
        <div ref={reportPlace} tabIndex={-1} style={{ outline: 'none' }}>
          {report && <ImportReport report={report} />}
        </div>
      </Section>
      {report?.errorCount === 0 && (
        <Section title={t('import.step4')}>
          <Text>{t('import.step4Text', { count: report.items, gold: report.gold })}</Text>
          <Group>
            <Button loading={start.isPending} onClick={() => start.mutate(intent)}>
              {t('import.start', { count: report.items })}
            </Button>
            {start.isPending && <Text role="status">{t('import.sending')}</Text>}
          </Group>
          {start.error && <ProblemAlert error={start.error} onRetry={() => start.mutate(intent)} />}
        </Section>
      )}
    </>
  );
}
