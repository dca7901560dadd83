import { Text, TextInput } from '@mantine/core';
import { type FieldPath, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { plainNumber, readNumber } from '../../kit/numbers';
import type { PlanInput } from './plan-form';

interface NumberInputProps {
  name: FieldPath<PlanInput>;
  /** What it is called and explained as in the texts of the plan. */
  field: string;
  unit: string;
  error: string | undefined;
  isOff?: boolean;
}

/** A number with its unit; full-width digits are read as what they are. */
export function NumberInput({ name, field, unit, error, isOff = false }: NumberInputProps) {
  const { t } = useTranslation('plan');
  const { register, setValue } = useFormContext<PlanInput>();
  const registered = register(name);
  return (
    <TextInput
      label={`${t(`field.${field}`)} (${unit})`}
      description={t(`help.${field}`)}
      inputMode="decimal"
      autoComplete="off"
      disabled={isOff}
      error={isOff ? undefined : error}
      rightSection={
        <Text size="sm" c="dimmed" aria-hidden>
          {unit}
        </Text>
      }
      rightSectionWidth={48}
      {...registered}
      onBlur={(event) => {
        const plain = plainNumber(event.currentTarget.value);
        if (readNumber(plain) !== undefined && plain !== event.currentTarget.value)
          setValue(name, plain, { shouldDirty: true });
        void registered.onBlur(event);
      }}
    />
  );
}
