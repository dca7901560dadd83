import { Button, Fieldset, Group, TextInput } from '@mantine/core';
import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface AnswerPadProps {
  label: string;
  isDigits: boolean;
  /** Chosen before. */
  current: string | undefined;
  /** The answer that stands: choosing it says that it is right. */
  same: string | null;
  fieldRef?: Ref<HTMLInputElement>;
  submit: string;
  onAnswer: (answer: string) => void;
}

/** Ten keys for digits, for touch as the keyboard's own; a field for every other kind of answer. */
export function AnswerPad({ label, isDigits, current, same, fieldRef, submit, onAnswer }: AnswerPadProps) {
  const { t } = useTranslation('lots');
  const [text, setText] = useState(current ?? '');
  const [isAsked, setAsked] = useState(false);
  if (isDigits)
    return (
      <Fieldset legend={label} variant="unstyled">
        <Group gap={6}>
          {[...'0123456789'].map((digit) => (
            <Button
              key={digit}
              variant={current === digit ? 'filled' : 'default'}
              px={0}
              w={48}
              aria-pressed={current === digit}
              title={digit === same ? t('bench.sameAsAnswer') : undefined}
              onClick={() => onAnswer(digit)}
            >
              {digit}
            </Button>
          ))}
        </Group>
      </Fieldset>
    );
  const wrong = text.trim() === '' ? t('bench.answerNeeded') : text.trim() === same ? t('bench.answerSame') : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!wrong) onAnswer(text.trim());
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          ref={fieldRef}
          label={label}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={isAsked ? wrong : undefined}
          maxLength={200}
          flex="1 1 200px"
        />
        <Button type="submit" variant="default">
          {submit}
        </Button>
      </Group>
    </form>
  );
}
