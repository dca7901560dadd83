import type { Plan } from '@kado/domain/plan';
import { diffPlans, type FieldChange, isEmptyDiff } from '@kado/domain/plan-diff';
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStepWords } from './step-words';

/** What makes one plan another, in sentences. */
export function PlanChanges({ before, after }: { before: Plan; after: Plan }) {
  const { t } = useTranslation('plan');
  const words = useStepWords();
  const diff = diffPlans(before, after);
  if (isEmptyDiff(diff)) return <Text>{t('diff.none')}</Text>;
  const nameOf = (code: string) => [...after.steps, ...before.steps].find((step) => step.code === code)?.nameJa ?? code;
  const shown = (field: string, value: FieldChange['before']) =>
    field === 'after' && Array.isArray(value) && value.length > 0
      ? value.map(nameOf).join('、')
      : words.value(field, value);
  const change = ({ field, before: was, after: is }: FieldChange) =>
    t('diff.field', { field: words.field(field), before: shown(field, was), after: shown(field, is) });
  const lines: [string, string][] = [
    ...diff.split.map(({ from, into }): [string, string] => [
      `split:${from}`,
      t('diff.split', { from: nameOf(from), into: into.map(nameOf).join('、') }),
    ]),
    ...diff.added.map((step): [string, string] => [
      `added:${step.code}`,
      t('diff.added', { name: step.nameJa, code: step.code }),
    ]),
    ...diff.removed.map((step): [string, string] => [
      `removed:${step.code}`,
      t('diff.removed', { name: step.nameJa, code: step.code }),
    ]),
    ...diff.changed.flatMap(({ code, fields }) =>
      fields.map((field): [string, string] => [
        `changed:${code}:${field.field}`,
        t('diff.changed', { name: nameOf(code), change: change(field) }),
      ]),
    ),
    ...(diff.order
      ? [['order', t('diff.order', { order: diff.order.map(nameOf).join(' → ') })] as [string, string]]
      : []),
    ...diff.qa.map((field): [string, string] => [`qa:${field.field}`, t('diff.qa', { change: change(field) })]),
  ];
  return (
    <List spacing={4}>
      {lines.map(([key, line]) => (
        <List.Item key={key}>{line}</List.Item>
      ))}
    </List>
  );
}
