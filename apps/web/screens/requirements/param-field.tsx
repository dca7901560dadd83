import { Button, Slider, Stack } from '@mantine/core';
import { useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../kit/fields';
import { readNumber } from '../../kit/numbers';
import type { PARAMS, QuoteFields } from './quote-fields';

interface ParamFieldProps {
  control: Control<QuoteFields>;
  param: (typeof PARAMS)[number];
  /** Values measured in the pilot that may stand here. */
  offers?: readonly { text: string; value: string }[];
}

/** A figure by hand or by slider; both move the same value. */
export function ParamField({ control, param, offers = [] }: ParamFieldProps) {
  const { t } = useTranslation('requirements');
  const { field } = useController({ control, name: param.name });
  const value = readNumber(field.value) ?? 0;
  const label = t(`param.${param.name}`);
  // What takes longer than the scale stands at its end; the field beside it says how long exactly.
  const [max] = useState(() => Math.max(param.max, value > param.max ? value * 2 : 0));
  return (
    <Stack gap={6}>
      <NumberField control={control} name={param.name} label={label} help={t(`param.${param.name}Help`)} required />
      <Slider
        value={Math.min(value, max)}
        min={0}
        max={max}
        step={param.step}
        onChange={(next) => field.onChange(String(Math.round(next * 100) / 100))}
        thumbLabel={label}
        label={null}
        size="lg"
        thumbSize={26}
        my={9}
      />
      {offers.map(({ text, value: offered }) => (
        <Button
          key={text}
          variant="default"
          size="compact-md"
          mih={44}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => field.onChange(offered)}
          disabled={field.value === offered}
        >
          {text}
        </Button>
      ))}
    </Stack>
  );
}
