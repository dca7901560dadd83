import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { memo, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './labelling.module.css';

const ROWS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface DigitPadProps {
  /** The newest answer, while it can still be taken back. */
  last: string | undefined;
  onDigit: (digit: string) => void;
  onUndo: () => void;
  onPass: () => void;
}

/** The keys of a telephone, for a thumb; "take back" and "not this one" left and right of the zero. */
export const DigitPad = memo(function DigitPad({ last, onDigit, onUndo, onPass }: DigitPadProps) {
  const { t } = useTranslation('work');
  const digit = (value: string) => (
    <Button
      key={value}
      variant="default"
      className={classes.key}
      onPointerDown={keepFocus}
      onClick={() => onDigit(value)}
    >
      {value}
    </Button>
  );
  return (
    <fieldset className={classes.pad}>
      <legend className={classes.ask}>{t('ask.digit')}</legend>
      {ROWS.map(digit)}
      <UndoKey last={last} onUndo={onUndo} />
      {digit('0')}
      <PassKey onPass={onPass} />
    </fieldset>
  );
});

export function UndoKey({ last, onUndo }: Pick<DigitPadProps, 'last' | 'onUndo'>) {
  const { t } = useTranslation('work');
  const isShort = last !== undefined && last.length <= 3;
  return (
    <Button
      variant="subtle"
      className={classes.key}
      data-word
      onClick={onUndo}
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      aria-label={last === undefined ? undefined : t(isShort ? 'undo.of' : 'undo.ofLong', { answer: last })}
    >
      {isShort ? t('undo.short', { answer: last }) : t('undo')}
    </Button>
  );
}

export function PassKey({ onPass }: Pick<DigitPadProps, 'onPass'>) {
  const { t } = useTranslation('work');
  return (
    <Button variant="subtle" className={classes.key} data-word onClick={onPass} aria-label={t('pass.long')}>
      {t('pass')}
    </Button>
  );
}

/** A tap must not take the focus from where the keyboard is. */
function keepFocus(event: PointerEvent): void {
  if (event.pointerType === 'touch') event.preventDefault();
}
