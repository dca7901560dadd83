import { stepOrder } from '@kado/domain/plan';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { newStep, type PlanInput, planOf } from './plan-form';
import { StepFields } from './step-fields';

const anchorOf = (code: string) => `step-${code}`;

/** From the picture to where the step is written. */
export function goToStep(code: string): void {
  const place = document.getElementById(anchorOf(code));
  place?.scrollIntoView({ block: 'start' });
  place?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
}

export function StepsFields({ faults }: { faults: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('plan');
  const { control, getValues, setValue } = useFormContext<PlanInput>();
  const { fields, append, remove, move, replace } = useFieldArray({ control, name: 'steps' });
  const codes = () => getValues('steps').map(({ code }) => code);
  const sort = () => {
    try {
      const order = stepOrder(planOf(getValues()).steps);
      replace([...getValues('steps')].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code)));
    } catch {
      // a circle or an unknown step: its fault stands at its field
    }
  };
  /** Whatever followed a step follows it under its new code, and none that is gone. */
  const rename = (before: string, after: string | undefined) =>
    getValues('steps').forEach((step, at) => {
      if (step.after.includes(before))
        setValue(
          `steps.${at}.after`,
          step.after.flatMap((code) => (code !== before ? [code] : after === undefined ? [] : [after])),
          { shouldDirty: true },
        );
    });
  return (
    <Stack>
      {faults.get('steps') && (
        <Text c="var(--mantine-color-error)" role="alert">
          {faults.get('steps')}
        </Text>
      )}
      {fields.map((field, at) => (
        <StepFields
          key={field.id}
          at={at}
          anchorOf={anchorOf}
          faults={faults}
          isLast={at === fields.length - 1}
          onMove={(to) => move(at, to)}
          onRename={rename}
          onRemove={() => {
            rename(getValues(`steps.${at}.code`), undefined);
            remove(at);
          }}
        />
      ))}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => append(newStep(codes(), codes().slice(-1)))}
        >
          {t('steps.add')}
        </Button>
        {fields.length > 1 && (
          <Button variant="subtle" onClick={sort}>
            {t('steps.sort')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
