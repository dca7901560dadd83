import type { PlanStep } from '@kado/domain/plan';
import { Skeleton, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable } from '../../kit/data-table';
import { useStepWords } from './step-words';

const PlanDiagram = lazy(() => import('./plan-diagram'));
const DIAGRAM_PX = 260;

/** The steps twice: how they follow each other as a picture, and everything about them as a table. */
export function StepsView({ steps }: { steps: readonly PlanStep[] }) {
  const { t } = useTranslation('plan');
  const words = useStepWords();
  const nameOf = (code: string) => steps.find((step) => step.code === code)?.nameJa ?? code;
  const columns: Column<PlanStep>[] = [
    { key: 'name', title: t('step.name'), isHeading: true, cell: (step) => `${step.nameJa} (${step.code})` },
    {
      key: 'after',
      title: t('step.after'),
      cell: (step) => (step.after.length === 0 ? t('step.afterNone') : step.after.map(nameOf).join('、')),
    },
    {
      key: 'time',
      title: t('step.standard'),
      align: 'right',
      cell: (step) => words.value('standardSeconds', step.standardSeconds),
    },
    {
      key: 'max',
      title: t('step.max'),
      align: 'right',
      wideOnly: true,
      cell: (step) => words.value('itemMinutesMax', step.itemMinutesMax),
    },
    { key: 'mode', title: t('step.mode'), wideOnly: true, cell: (step) => words.value('mode', step.mode) },
    { key: 'data', title: t('step.data'), wideOnly: true, cell: (step) => words.value('dataLevel', step.dataLevel) },
    {
      key: 'where',
      title: t('step.where'),
      wideOnly: true,
      cell: (step) => `${words.value('place', step.place)}・${words.value('device', step.device)}`,
    },
    { key: 'skills', title: t('step.skills'), wideOnly: true, cell: (step) => words.value('skills', step.skills) },
    {
      key: 'interruptible',
      title: t('step.interruptible'),
      wideOnly: true,
      cell: (step) => words.value('interruptible', step.interruptible),
    },
  ];
  return (
    <Stack>
      <Suspense fallback={<Skeleton height={DIAGRAM_PX} />}>
        <PlanDiagram steps={steps} />
      </Suspense>
      <DataTable caption={t('steps.title')} columns={columns} rows={steps} rowKey={(step) => step.code} />
    </Stack>
  );
}
