import { Anchor, Box, List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';

type Section = Of<'ManualSection'>;

/** The manual as it is read: wide lines are tiring, so a text column of a book. */
export function ManualText({ sections, hasContents = false }: { sections: readonly Section[]; hasContents?: boolean }) {
  const { t } = useTranslation('plan');
  const idOf = (at: number) => `manual-${at + 1}`;
  return (
    <Stack maw={720} gap="lg">
      {hasContents && sections.length > 3 && (
        <Box component="nav" aria-label={t('manual.contents')}>
          <List size="sm">
            {sections.map((section, at) => (
              <List.Item key={section.code}>
                <Anchor href={`#${idOf(at)}`}>{section.titleJa}</Anchor>
              </List.Item>
            ))}
          </List>
        </Box>
      )}
      {sections.map((section, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: while it is written a code may stand twice or be empty
        <Box component="article" key={at} id={idOf(at)} style={{ scrollMarginTop: '5rem' }}>
          <Title order={3} size="h4">
            {section.titleJa}
          </Title>
          <Text size="sm" c="dimmed">
            {section.code}
          </Text>
          <Text style={{ whiteSpace: 'pre-wrap' }} mt={4}>
            {section.bodyJa}
          </Text>
        </Box>
      ))}
    </Stack>
  );
}
