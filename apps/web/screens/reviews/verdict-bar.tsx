import { MAX_RETURNS } from '@kado/domain/work-items';
import { Box, Button, Fieldset, Group, Kbd, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconCheck, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewedItemProps } from './reviewed-item';

const STICKY = {
  position: 'sticky',
  bottom: 0,
  zIndex: 5,
  background: 'var(--mantine-color-body)',
  paddingBlock: 'var(--mantine-spacing-xs)',
} as const;

/** A button in focus would be pressed again and again while Enter is held: each time on another item. */
const onceAKey = (event: KeyboardEvent) => {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
};

export function VerdictBar(props: ReviewedItemProps) {
  const { t } = useTranslation('reviews');
  const { mode, onMode, isDigits } = props;
  if (mode === 'return') return <ReturnReasons {...props} />;
  if (mode === 'fix')
    return (
      <Stack gap={4} style={STICKY} onKeyDown={onceAKey}>
        {isDigits ? <DigitPad {...props} /> : <AnswerField {...props} />}
        <Button variant="subtle" onClick={() => onMode('judge')}>
          {t('cancel')}
        </Button>
      </Stack>
    );
  return (
    <Stack gap="xs" style={STICKY} onKeyDown={onceAKey}>
      {isDigits && (
        <Box visibleFrom="sm">
          <DigitPad {...props} />
        </Box>
      )}
      <Group gap="xs" grow preventGrowOverflow={false}>
        <Button
          variant="default"
          mih={52}
          px="xs"
          onClick={() => onMode('return')}
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
        >
          {t('return')}
          <Key name="r" />
        </Button>
        <Button
          variant="default"
          mih={52}
          px="xs"
          hiddenFrom={isDigits ? 'sm' : undefined}
          onClick={() => onMode('fix')}
          leftSection={<IconPencil size={18} aria-hidden />}
        >
          {t('fix')}
          <Key name="f" />
        </Button>
        <Button mih={52} px="xs" onClick={props.onAccept} leftSection={<IconCheck size={18} aria-hidden />}>
          {t('accept')}
          <Key name="Enter" />
        </Button>
      </Group>
    </Stack>
  );
}

function Key({ name }: { name: string }) {
  return (
    <Kbd ml={8} aria-hidden visibleFrom="md">
      {name}
    </Kbd>
  );
}

/** The right digit with one touch or key. */
function DigitPad({ item, given, onFix }: ReviewedItemProps) {
  const { t } = useTranslation('reviews');
  return (
    <Fieldset variant="unstyled" legend={t('rightAnswerPad')}>
      <SimpleGrid cols={{ base: 5, lg: 10 }} spacing={6} verticalSpacing={6}>
        {[...'0123456789'].map((digit) => (
          <Button
            key={digit}
            variant={given?.answer === digit ? 'filled' : 'default'}
            px={0}
            mih={48}
            aria-label={t(digit === item.answer ? 'digitSame' : 'digitFix', { digit })}
            onClick={() => onFix(digit)}
          >
            {digit}
          </Button>
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

function AnswerField({ item, given, onFix, onMode }: ReviewedItemProps) {
  const { t } = useTranslation('reviews');
  const [text, setText] = useState(given?.answer ?? item.answer);
  const [isAsked, setAsked] = useState(false);
  const isMissing = text.trim() === '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (!isMissing) onFix(text.trim());
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('rightAnswer')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && onMode('judge')}
          error={isAsked && isMissing ? t('answerNeeded') : undefined}
          maxLength={200}
          autoFocus
          flex="1 1 180px"
        />
        <Button type="submit">{t('fixWith')}</Button>
      </Group>
    </form>
  );
}

/** Why it goes back: the section of the manual, or a general reason. The author reads the same words. */
function ReturnReasons({ item, codes, onReturn, onMode }: ReviewedItemProps) {
  const { t } = useTranslation('reviews');
  const heading = useRef<HTMLParagraphElement>(null);
  // The button that led here is gone: the focus goes to the question.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const reasons = codes.groups.flatMap(({ group, items }) => items.map((reason) => ({ ...reason, group })));
  return (
    <Stack gap="xs">
      <Text fw={700} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {t('whyReturn')}
      </Text>
      <Text size="sm">{t(item.returns + 1 >= MAX_RETURNS ? 'returnToDirector' : 'returnToAuthor')}</Text>
      {reasons.map(({ value, label, group }, i) => (
        <div key={value}>
          {group !== reasons[i - 1]?.group && (
            <Text size="sm" c="dimmed" mb={4}>
              {group}
            </Text>
          )}
          <Button
            variant="default"
            justify="flex-start"
            fullWidth
            h="auto"
            mih={48}
            py={6}
            styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
            leftSection={
              i < 9 ? (
                <Kbd aria-hidden visibleFrom="sm">
                  {i + 1}
                </Kbd>
              ) : undefined
            }
            onClick={() => onReturn(value)}
          >
            {label}
          </Button>
        </div>
      ))}
      <Button variant="subtle" onClick={() => onMode('judge')} style={{ alignSelf: 'flex-start' }}>
        {t('cancel')}
      </Button>
    </Stack>
  );
}
