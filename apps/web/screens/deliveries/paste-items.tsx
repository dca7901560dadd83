import { REJECTION_CODES } from '@kado/domain/rejection-codes';
import { Button, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../kit/words';
import { type NamedItem, readPasted } from './paste';

export function useReasonChoices() {
  const say = useWords();
  return Object.entries(REJECTION_CODES).map(([value, words]) => ({ value, label: say(words) }));
}

/** Names many items at once, with one reason for all; each can be put right in the table below. */
export function PasteItems({ onAdd }: { onAdd: (items: NamedItem[]) => string }) {
  const { t } = useTranslation('deliveries');
  const choices = useReasonChoices();
  const [text, setText] = useState('');
  const [code, setCode] = useState(choices[0]?.value ?? 'other');
  const [comment, setComment] = useState('');
  const [said, setSaid] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const add = () => {
    const items = readPasted(text, { code, comment: comment.trim() });
    setEmpty(items.length === 0);
    if (items.length === 0) return;
    setSaid(onAdd(items));
    setText('');
  };
  return (
    <Stack gap="sm">
      <Textarea
        label={t('paste.ids')}
        description={t('paste.idsHelp')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={isEmpty ? t('paste.empty') : undefined}
        spellCheck={false}
        maxRows={10}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('paste.code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data={choices}
        />
        <TextInput
          label={t('paste.comment')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          maxLength={2000}
        />
      </SimpleGrid>
      <Button variant="default" onClick={add} style={{ alignSelf: 'flex-start' }}>
        {t('paste.add')}
      </Button>
      <Text size="sm" role="status">
        {said}
      </Text>
    </Stack>
  );
}
