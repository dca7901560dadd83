import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What is still to be sent, and what is safe. */
export function SavingNote(props: { waiting: number; isSaving: boolean; onSave: () => void }) {
  const { t } = useTranslation('lots');
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed" role="status">
        {props.isSaving
          ? t('saving.now')
          : props.waiting > 0
            ? t('saving.waiting', { count: props.waiting })
            : t('saving.done')}
      </Text>
      {props.waiting > 0 && (
        <Button variant="default" onClick={props.onSave} loading={props.isSaving}>
          {t('saving.save')}
        </Button>
      )}
    </Group>
  );
}
