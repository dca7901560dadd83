import { Button, CopyButton, Group, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Somebody else was first: what was written here was not sent, and is still theirs to use. */
export function KeptWords({ text, onForget }: { text: string; onForget: () => void }) {
  const { t } = useTranslation('parts');
  if (text.trim() === '') return null;
  return (
    <Stack gap="xs">
      <Textarea label={t('kept.label')} description={t('kept.text')} value={text} readOnly />
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'kept.copied' : 'kept.copy')}
            </Button>
          )}
        </CopyButton>
        <Button variant="subtle" onClick={onForget}>
          {t('kept.forget')}
        </Button>
      </Group>
    </Stack>
  );
}
