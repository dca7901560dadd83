import { DEVICES } from '@kado/domain/plan';
import { DATA_CLASSES, PLACES, WORK_MODES } from '@kado/domain/requirements';
import {
  ActionIcon,
  Checkbox,
  Fieldset,
  Group,
  MultiSelect,
  NativeSelect,
  SimpleGrid,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { Controller, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../kit/words';
import { NumberInput } from './number-input';
import type { PlanInput } from './plan-form';

interface StepFieldsProps {
  at: number;
  anchorOf: (code: string) => string;
  faults: ReadonlyMap<string, string>;
  isLast: boolean;
  onMove: (to: number) => void;
  onRename: (before: string, after: string) => void;
  onRemove: () => void;
}

/** One step: every field with its unit, and what is wrong with it right there. */
export function StepFields({ at, anchorOf, faults, isLast, onMove, onRename, onRemove }: StepFieldsProps) {
  const { t } = useTranslation('plan');
  const names = useNames();
  const { control, register, getValues } = useFormContext<PlanInput>();
  const steps = useWatch({ control, name: 'steps' });
  const step = steps[at];
  const codeBefore = useRef<string>(undefined);
  if (!step) return null;
  const fault = (field: string) => faults.get(`steps.${at}.${field}`);
  const choices = (table: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: names.code(table, value) }));
  const code = register(`steps.${at}.code`);
  const name = step.nameJa || step.code || t('step.unnamed');
  return (
    <Fieldset
      id={anchorOf(step.code)}
      legend={t('step.legend', { no: at + 1, name })}
      style={{ scrollMarginTop: '5rem' }}
    >
      <Group justify="flex-end" gap={4}>
        <ActionIcon onClick={() => onMove(at - 1)} disabled={at === 0} aria-label={t('step.up', { name })}>
          <IconArrowUp size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon onClick={() => onMove(at + 1)} disabled={isLast} aria-label={t('step.down', { name })}>
          <IconArrowDown size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon onClick={onRemove} aria-label={t('step.remove', { name })}>
          <IconTrash size={20} aria-hidden />
        </ActionIcon>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        <TextInput
          label={t('field.nameJa')}
          description={t('help.nameJa')}
          required
          maxLength={200}
          error={fault('nameJa')}
          {...register(`steps.${at}.nameJa`)}
        />
        <TextInput
          label={t('field.code')}
          description={t('help.code')}
          required
          maxLength={64}
          error={fault('code')}
          {...code}
          onFocus={() => {
            codeBefore.current = getValues(`steps.${at}.code`);
          }}
          onBlur={(event) => {
            const after = event.currentTarget.value.trim();
            if (codeBefore.current && after && after !== codeBefore.current) onRename(codeBefore.current, after);
            void code.onBlur(event);
          }}
        />
        <Controller
          control={control}
          name={`steps.${at}.after`}
          render={({ field: { ref: _, ...field } }) => (
            <MultiSelect
              size="md"
              label={t('field.after')}
              description={t('help.after')}
              data={[
                ...new Set(
                  [...steps.filter((_, i) => i !== at).map((other) => other.code), ...field.value].filter(Boolean),
                ),
              ].map((value) => ({
                value,
                label: steps.find((other) => other.code === value)?.nameJa || value,
              }))}
              error={fault('after')}
              clearable
              clearButtonProps={{ 'aria-label': t('step.clearAfter') }}
              {...field}
            />
          )}
        />
        <NumberInput
          name={`steps.${at}.standardSeconds`}
          unit={t('unitName.seconds')}
          error={fault('standardSeconds')}
          field="standardSeconds"
        />
        <NumberInput
          name={`steps.${at}.itemMinutesMax`}
          unit={t('unitName.minutes')}
          error={fault('itemMinutesMax')}
          field="itemMinutesMax"
        />
        <NativeSelect
          label={t('field.mode')}
          description={t('help.mode')}
          data={choices('mode', WORK_MODES)}
          {...register(`steps.${at}.mode`)}
        />
        <NativeSelect
          label={t('field.dataLevel')}
          description={t('help.dataLevel')}
          data={choices('dataClass', DATA_CLASSES)}
          {...register(`steps.${at}.dataLevel`)}
        />
        <NativeSelect
          label={t('field.place')}
          description={t('help.place')}
          data={choices('place', PLACES)}
          {...register(`steps.${at}.place`)}
        />
        <NativeSelect
          label={t('field.device')}
          description={t('help.device')}
          data={choices('device', DEVICES)}
          {...register(`steps.${at}.device`)}
        />
        <Controller
          control={control}
          name={`steps.${at}.skills`}
          render={({ field: { ref: _, ...field } }) => (
            <TagsInput
              size="md"
              label={t('field.skills')}
              description={t('help.skills')}
              error={fault('skills')}
              maxTags={20}
              acceptValueOnBlur
              clearable
              clearButtonProps={{ 'aria-label': t('step.clearSkills') }}
              {...field}
            />
          )}
        />
      </SimpleGrid>
      <Checkbox mt="md" label={t('step.mayInterrupt')} {...register(`steps.${at}.interruptible`)} />
    </Fieldset>
  );
}
