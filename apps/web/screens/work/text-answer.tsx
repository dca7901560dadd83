import { ANSWER_LENGTH } from '@kado/domain/item-answers';
import { Button, Group, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetDraft, readDraft, writeDraft } from '../../kit/draft';
import { PassKey, UndoKey } from './digit-pad';
import type { Item } from './queue';

interface TextAnswerProps {
  item: Item;
  /** What stood there when the answer was taken back. */
  before: string | undefined;
  last: string | undefined;
  onAnswer: (text: string) => void;
  onUndo: () => void;
  onPass: () => void;
}

/** A field for answers that are no digit. What is typed stays with its item, whatever happens to the page. */
export function TextAnswer({ item, before, last, onAnswer, onUndo, onPass }: TextAnswerProps) {
  const { t } = useTranslation('work');
  const draftKey = `work-text:${item.id}`;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => before ?? readDraft<{ text: string }>(draftKey)?.text ?? '');
  const [isAsked, setAsked] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const isMissing = text.trim() === '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (isMissing) return field.current?.focus();
        forgetDraft(draftKey);
        onAnswer(text.trim());
      }}
    >
      <TextInput
        ref={field}
        label={t('ask.text')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          writeDraft(draftKey, { text: event.currentTarget.value });
        }}
        error={isAsked && isMissing ? t('answer.needed') : undefined}
        maxLength={ANSWER_LENGTH}
        autoComplete="off"
        enterKeyHint="next"
      />
      <Button type="submit" fullWidth h={56} mt="sm">
        {t('answer.next')}
      </Button>
      <Group mt="xs" gap="xs" grow>
        <UndoKey last={last} onUndo={onUndo} />
        <PassKey onPass={onPass} />
      </Group>
    </form>
  );
}
