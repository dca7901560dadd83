import { Code, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Encoding } from './import-command';

const HEAD_BYTES = 4_096;
const LINES = 4;

interface CsvPreviewProps {
  file: File;
  encoding: Encoding;
  /** In what the API read it, once it has. */
  found: 'utf-8' | 'cp932' | undefined;
}

/** The first lines as they will be read: broken text is seen before anything is sent. */
export function CsvPreview({ file, encoding, found }: CsvPreviewProps) {
  const { t } = useTranslation('items');
  const [head, setHead] = useState<ArrayBuffer>();
  useEffect(() => {
    let isWanted = true;
    void file
      .slice(0, HEAD_BYTES)
      .arrayBuffer()
      .then((bytes) => isWanted && setHead(bytes))
      .catch(() => isWanted && setHead(undefined));
    return () => {
      isWanted = false;
    };
  }, [file]);
  if (!head) return null;
  const used = encoding === 'auto' ? (found ?? guess(head)) : encoding;
  const lines = new TextDecoder(used === 'cp932' ? 'shift_jis' : 'utf-8').decode(head).split(/\r?\n/).slice(0, LINES);
  return (
    <div>
      <Text size="sm">
        {t(found && encoding === 'auto' ? 'preview.read' : 'preview.as', { encoding: t(`encoding.${used}`) })}
      </Text>
      <Code block tabIndex={0} role="region" aria-label={t('preview.title', { name: file.name })}>
        {lines.join('\n')}
      </Code>
    </div>
  );
}

/** As the API finds it out: what is UTF-8 is read so. The head may end within a character. */
function guess(bytes: ArrayBuffer): 'utf-8' | 'cp932' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'cp932';
  }
}
