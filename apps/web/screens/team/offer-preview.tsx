import { ActionIcon, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { count, shortDateTime, yen } from '../../kit/time';
import { useNames } from '../../kit/words';

interface OfferPreviewProps {
  people: readonly Of<'Candidate'>[];
  role: Of<'SendOffers'>['role'];
  values: { hoursPerWeek: number | ''; hourlyYen: number | ''; expiresAt: string };
  refusals: ReadonlyMap<string, string>;
  onRemove: (personIds: readonly string[]) => void;
}

/** A line a person: what they will be asked, and whether it fits into their week. */
export function OfferPreview({ people, role, values, refusals, onRemove }: OfferPreviewProps) {
  const { t, i18n } = useTranslation('team');
  const names = useNames();
  const until = Date.parse(`${values.expiresAt}:00+09:00`);
  const terms = t('offer.terms', {
    role: names.role(role),
    hours: values.hoursPerWeek === '' ? '…' : count(values.hoursPerWeek, i18n.language),
    yen: values.hourlyYen === '' ? '…' : yen(values.hourlyYen, i18n.language),
    until: Number.isNaN(until) ? '…' : shortDateTime(new Date(until).toISOString(), i18n.language),
  });
  return (
    <ScrollArea.Autosize
      mah={280}
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('offer.preview') }}
      type="auto"
    >
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {people.map(({ personId, name, municipality, hoursPerWeek, committedHours }) => {
          const free = Math.max(0, hoursPerWeek - committedHours);
          const isMuch = values.hoursPerWeek !== '' && values.hoursPerWeek > free;
          const refusal = refusals.get(personId);
          return (
            <Group component="li" key={personId} wrap="nowrap" justify="space-between" align="flex-start">
              <div>
                <Text size="sm" fw={700}>
                  {name}
                  <Text span size="sm" c="dimmed" fw={400}>
                    （{municipality}）
                  </Text>
                </Text>
                <Text size="sm">{terms}</Text>
                {isMuch && (
                  <Text size="sm">
                    <IconAlertTriangle size={16} aria-hidden style={{ verticalAlign: '-3px' }} />{' '}
                    {t('offer.moreThanFree', { free: count(free, i18n.language) })}
                  </Text>
                )}
                {refusal && (
                  <Text size="sm" c="var(--mantine-color-error)" fw={700}>
                    {refusal}
                  </Text>
                )}
              </div>
              <ActionIcon aria-label={t('offer.remove', { name })} onClick={() => onRemove([personId])}>
                <IconX size={18} aria-hidden />
              </ActionIcon>
            </Group>
          );
        })}
      </Stack>
    </ScrollArea.Autosize>
  );
}
