import { NativeSelect, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { CsvPreview } from './csv-preview';
import { FileField } from './file-field';
import type { Encoding, Files } from './import-command';
import { ACCEPTED, FILE_PARTS, type FilePart, isTooLarge, isWrongKind, MAX_MB } from './import-limits';

interface ImportFilesProps {
  files: Files;
  encoding: Encoding;
  /** In what the API read the tables. */
  found: Of<'ImportEncodings'> | undefined;
  isAsked: boolean;
  onFiles: (files: Files) => void;
  onEncoding: (encoding: Encoding) => void;
}

export function ImportFiles({ files, encoding, found, isAsked, onFiles, onEncoding }: ImportFilesProps) {
  const { t } = useTranslation('items');
  const faultOf = (part: FilePart): string | undefined => {
    const file = files[part];
    if (!file) return isAsked && part !== 'gold' ? t('file.needed') : undefined;
    if (isWrongKind(part, file)) return t(part === 'archive' ? 'file.notZip' : 'file.notCsv');
    return isTooLarge(part, file) ? t('file.tooLarge', { mb: MAX_MB[part] }) : undefined;
  };
  return (
    <Stack gap="lg">
      {FILE_PARTS.map((part) => {
        const file = files[part];
        return (
          <Stack gap="xs" key={part}>
            <FileField
              label={t(`file.${part}`)}
              about={t(`file.${part}About`)}
              isRequired={part !== 'gold'}
              accept={ACCEPTED[part]}
              file={file}
              error={faultOf(part)}
              onFile={(next) => {
                const { [part]: _, ...others } = files;
                onFiles(next ? { ...others, [part]: next } : others);
              }}
            />
            {file && part !== 'archive' && !faultOf(part) && (
              <CsvPreview file={file} encoding={encoding} found={found?.[part] ?? undefined} />
            )}
          </Stack>
        );
      })}
      <NativeSelect
        label={t('encoding.title')}
        description={t('encoding.about')}
        value={encoding}
        onChange={(event) => onEncoding(event.currentTarget.value as Encoding)}
        data={(['auto', 'utf-8', 'cp932'] as const).map((value) => ({ value, label: t(`encoding.${value}`) }))}
        maw={420}
      />
    </Stack>
  );
}
