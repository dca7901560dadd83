import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** `KADO-2026-0001 title`, as one writes it into a mail. */
export function CopyKey({ text, title }: { text: string; title: string }) {
  const { t } = useTranslation('engagement');
  return (
    <CopyButton value={`${text} ${title}`} timeout={2_000}>
      {({ copied, copy }) => (
        <Button
          variant="subtle"
          size="compact-sm"
          color="gray"
          onClick={copy}
          aria-label={copied ? t('copied') : t('copyKey', { key: text })}
          rightSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        >
          {text}
        </Button>
      )}
    </CopyButton>
  );
}
