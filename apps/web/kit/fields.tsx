import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { plainNumber, readNumber } from './numbers';

/** Fields of a react-hook-form: label, help, what is wrong, all tied to the input for screen readers. */
interface FieldProps<T extends FieldValues> {
  control: Control<T>;
  name: FieldPath<T>;
  label: string;
  help?: string | undefined;
  required?: boolean;
}

function useField<T extends FieldValues>({ control, name, label, help, required }: FieldProps<T>, isNumber = false) {
  const { t } = useTranslation('fields');
  const { field, fieldState } = useController({
    control,
    name,
    rules: {
      validate: (value: unknown) => {
        if (typeof value !== 'string') return true;
        if (value.trim() === '') return !required || t('needed');
        return !isNumber || readNumber(value) !== undefined || t('number');
      },
    },
  });
  return { field, shared: { label, description: help, withAsterisk: required, error: fieldState.error?.message } };
}

export function LongTextField<T extends FieldValues>({
  maxLength,
  minRows = 3,
  ...props
}: FieldProps<T> & { maxLength?: number; minRows?: number }) {
  const { field, shared } = useField(props);
  return <Textarea {...shared} {...field} maxLength={maxLength} minRows={minRows} maxRows={18} />;
}

/** Its value stays text, so that a draft keeps what was typed; read it with `readNumber`. */
export function NumberField<T extends FieldValues>(props: FieldProps<T>) {
  const { field, shared } = useField(props, true);
  return (
    <TextInput
      {...shared}
      {...field}
      inputMode="decimal"
      autoComplete="off"
      onBlur={(event) => {
        const plain = plainNumber(event.currentTarget.value);
        if (readNumber(plain) !== undefined && plain !== field.value) field.onChange(plain);
        field.onBlur();
      }}
    />
  );
}

export function DateField<T extends FieldValues>({ min, ...props }: FieldProps<T> & { min?: string }) {
  const { field, shared } = useField(props);
  return <TextInput {...shared} {...field} type="date" min={min} max="2050-12-31" />;
}

export function ChoiceField<T extends FieldValues>({
  choices,
  ...props
}: FieldProps<T> & { choices: readonly { value: string; label: string }[] }) {
  const { field, shared } = useField(props);
  return <NativeSelect {...shared} {...field} data={[...choices]} />;
}

export function CheckField<T extends FieldValues>(props: FieldProps<T>) {
  const { field, shared } = useField(props);
  const { value, ...rest } = field;
  return (
    <Checkbox
      {...rest}
      label={shared.label}
      description={shared.description}
      error={shared.error}
      checked={value === true}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
    />
  );
}
