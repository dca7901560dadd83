import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count } from '../../kit/time';
import type { Delivery } from './queries';

function size(bytes: number, language: string): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${count(Math.round(bytes / 1_024), language)} KB`;
  return `${count(Math.round(bytes / 104_858) / 10, language)} MB`;
}

export function DeliveryFiles({ files }: { files: Delivery['files'] }) {
  const { t, i18n } = useTranslation('deliveries');
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('files.title')}
      </Title>
      <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
        {(['csv', 'report', 'note'] as const).map((kind) => {
          const file = files[kind];
          return (
            <li key={kind}>
              <Group gap="xs" mih={44}>
                <Anchor
                  href={file.url}
                  download={file.name}
                  py={10}
                  style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}
                >
                  <IconDownload size={18} aria-hidden />
                  {t(`files.${kind}`)}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {file.name}（{size(file.bytes, i18n.language)}）
                </Text>
              </Group>
            </li>
          );
        })}
      </Stack>
    </Stack>
  );
}
