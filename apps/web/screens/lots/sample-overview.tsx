import { Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import type { Finding } from './sample-verdicts';

type Item = Of<'SampleItem'>;

interface SampleOverviewProps {
  items: readonly Item[];
  at: number;
  findingOf: (item: Item) => Finding | undefined;
  isMine: (item: Item) => boolean;
  onGo: (at: number) => void;
}

const SIGNS = { ok: '○', defect: '×', left: '　', other: '－' } as const;

/** The whole sample at a glance: sign and number of every item, each a way to it. */
export function SampleOverview({ items, at, findingOf, isMine, onGo }: SampleOverviewProps) {
  const { t } = useTranslation('lots');
  const stateOf = (item: Item) => findingOf(item)?.verdict ?? (isMine(item) ? 'left' : 'other');
  return (
    <Stack gap="xs">
      <Group gap="md">
        {(['ok', 'defect', 'left', 'other'] as const).map((state) => (
          <Text size="sm" key={state}>
            {`${SIGNS[state].trim() || t('overview.blank')} ${t(`overview.${state}`)} ${items.filter((item) => stateOf(item) === state).length}`}
          </Text>
        ))}
      </Group>
      <ScrollArea.Autosize mah={220} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('overview.title') }}>
        <Group component="ul" gap={4} m={0} p={4} style={{ listStyle: 'none' }}>
          {items.map((item, i) => {
            const state = stateOf(item);
            return (
              <li key={item.workItemId}>
                <UnstyledButton
                  w={44}
                  h={44}
                  ta="center"
                  fz="sm"
                  lh={1.25}
                  className="figures"
                  aria-current={i === at ? 'true' : undefined}
                  aria-label={t('overview.item', { no: i + 1, name: item.externalId, state: t(`overview.${state}`) })}
                  onClick={() => onGo(i)}
                  fw={i === at ? 700 : 400}
                  bg={state === 'defect' ? 'var(--mantine-color-red-light)' : undefined}
                  style={{
                    borderRadius: 6,
                    border: `${i === at ? 3 : 1}px solid var(--mantine-color-${i === at ? 'blue-filled' : 'default-border'})`,
                  }}
                >
                  {i + 1}
                  <br />
                  {SIGNS[state]}
                </UnstyledButton>
              </li>
            );
          })}
        </Group>
      </ScrollArea.Autosize>
    </Stack>
  );
}
