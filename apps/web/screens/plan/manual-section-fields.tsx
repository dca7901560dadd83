import { ActionIcon, Fieldset, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';

export interface ManualInput {
  sections: Of<'ManualSection'>[];
}

const CODE = /^[a-z0-9][a-z0-9_.-]{0,63}$/;

interface ManualSectionFieldsProps {
  at: number;
  isLast: boolean;
  isOnly: boolean;
  onMove: (to: number) => void;
  onRemove: () => void;
}

export function ManualSectionFields({ at, isLast, isOnly, onMove, onRemove }: ManualSectionFieldsProps) {
  const { t } = useTranslation('plan');
  const { register, getValues, formState, watch } = useFormContext<ManualInput>();
  const faults = formState.errors.sections?.[at];
  const title = watch(`sections.${at}.titleJa`);
  const name = title || t('manual.untitled');
  return (
    <Fieldset legend={t('manual.sectionNo', { no: at + 1, name })}>
      <Group justify="flex-end" gap={4}>
        <ActionIcon onClick={() => onMove(at - 1)} disabled={at === 0} aria-label={t('step.up', { name })}>
          <IconArrowUp size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon onClick={() => onMove(at + 1)} disabled={isLast} aria-label={t('step.down', { name })}>
          <IconArrowDown size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon onClick={onRemove} disabled={isOnly} aria-label={t('step.remove', { name })}>
          <IconTrash size={20} aria-hidden />
        </ActionIcon>
      </Group>
      <Stack gap="sm">
        <TextInput
          label={t('manual.field.title')}
          required
          maxLength={200}
          error={faults?.titleJa?.message}
          {...register(`sections.${at}.titleJa`, {
            validate: (value) => value.trim() !== '' || t('manual.fault.title'),
          })}
        />
        <TextInput
          label={t('manual.field.code')}
          description={t('manual.field.codeAbout')}
          required
          maxLength={64}
          error={faults?.code?.message}
          {...register(`sections.${at}.code`, {
            validate: (value) => {
              if (!CODE.test(value)) return t('fault.code');
              const isTwice = getValues('sections').filter(({ code }) => code === value).length > 1;
              return !isTwice || t('manual.fault.twice');
            },
          })}
        />
        <Textarea
          label={t('manual.field.body')}
          required
          minRows={5}
          maxRows={24}
          maxLength={20_000}
          error={faults?.bodyJa?.message}
          {...register(`sections.${at}.bodyJa`, {
            validate: (value) => value.trim() !== '' || t('manual.fault.body'),
          })}
        />
      </Stack>
    </Fieldset>
  );
}
