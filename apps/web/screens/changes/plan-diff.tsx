import { Badge, Group, List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { percent } from '../../kit/time';
import { useNames } from '../../kit/words';

type Diff = Of<'PlanDiff'>;
type FieldChange = Of<'PlanFieldChange'>;
export type NameOfStep = (code: string) => string;

const SHARES = new Set(['review.rate', 'secondLook.rate']);

function useValueWords(nameOf: NameOfStep) {
  const { t, i18n } = useTranslation('changes');
  const names = useNames();
  const codes: Record<string, (code: string) => string> = {
    mode: (code) => names.code('mode', code),
    place: (code) => names.code('place', code),
    dataLevel: (code) => names.code('dataClass', code),
    device: (code) => names.code('device', code),
  };
  return (field: string, value: FieldChange['before']): string => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return t('plan.value.none');
    if (typeof value === 'boolean') return t(value ? 'plan.value.yes' : 'plan.value.no');
    if (Array.isArray(value)) return (field === 'after' ? value.map(nameOf) : value).join(t('comma'));
    if (typeof value === 'number') {
      if (SHARES.has(field)) return percent(value, i18n.language, 2);
      if (field === 'standardSeconds') return t('plan.value.seconds', { seconds: value });
      if (field === 'itemMinutesMax') return t('plan.value.minutes', { minutes: value });
      return String(value);
    }
    return codes[field]?.(value) ?? value;
  };
}

/** What makes one plan another, step by step: what comes, what goes, what is different. */
export function PlanDiffList({ diff, nameOf }: { diff: Diff; nameOf: NameOfStep }) {
  const { t } = useTranslation('changes');
  const wordsOf = useValueWords(nameOf);
  const change = ({ field, before, after }: FieldChange) =>
    t('plan.field', {
      field: t(`plan.name.${field}`),
      before: wordsOf(field, before),
      after: wordsOf(field, after),
    });
  const lines: { key: string; kind: 'added' | 'removed' | 'changed'; text: ReactNode }[] = [
    ...diff.added.map((step) => ({
      key: `added ${step.code}`,
      kind: 'added' as const,
      text: t('plan.step', { name: step.nameJa, time: wordsOf('standardSeconds', step.standardSeconds) }),
    })),
    ...diff.removed.map((step) => {
      const into = diff.split.find(({ from }) => from === step.code)?.into;
      return {
        key: `removed ${step.code}`,
        kind: 'removed' as const,
        text: into ? t('plan.split', { name: step.nameJa, into: into.map(nameOf).join(t('comma')) }) : step.nameJa,
      };
    }),
    ...diff.changed.flatMap(({ code, fields }) =>
      fields.map((field) => ({
        key: `changed ${code} ${field.field}`,
        kind: 'changed' as const,
        text: t('plan.ofStep', { name: nameOf(code), change: change(field) }),
      })),
    ),
    ...(diff.order
      ? [
          {
            key: 'order',
            kind: 'changed' as const,
            text: t('plan.order', { order: diff.order.map(nameOf).join(' → ') }),
          },
        ]
      : []),
    ...diff.qa.map((field) => ({ key: `qa ${field.field}`, kind: 'changed' as const, text: change(field) })),
  ];
  if (lines.length === 0) return <Text c="dimmed">{t('plan.same')}</Text>;
  const colors = { added: 'green', removed: 'red', changed: 'yellow' } as const;
  return (
    <List spacing={6} listStyleType="none">
      {lines.map(({ key, kind, text }) => (
        <List.Item key={key}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <Badge variant="light" color={colors[kind]} radius="sm" tt="none" style={{ flex: 'none' }} mt={4}>
              {t(`plan.kind.${kind}`)}
            </Badge>
            <span>{text}</span>
          </Group>
        </List.Item>
      ))}
    </List>
  );
}
