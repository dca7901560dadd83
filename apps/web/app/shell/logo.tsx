import { Group, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function Logo() {
  const { t } = useTranslation();
  return (
    <UnstyledButton component={Link} to="/" aria-label={t('logo')} px={4} mih={44} style={{ display: 'flex' }}>
      <Group gap={8} wrap="nowrap">
        <img src="/assets/icon.svg" alt="" width={28} height={28} />
        <Text fw={700} fz="lg" style={{ letterSpacing: '0.06em' }}>
          KADO
        </Text>
      </Group>
    </UnstyledButton>
  );
}
