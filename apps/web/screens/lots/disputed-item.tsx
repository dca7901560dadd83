import { Alert, Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { ItemBench, Refusal } from '../../parts/item-bench';
import { AnswerPad } from './answer-pad';

interface DisputedItemProps {
  item: Of<'AdjudicationItem'>;
  position: string;
  /** Why it was returned, by name. */
  code: string;
  settled: string | undefined;
  refusal: string | undefined;
  isRecorded: boolean;
  isDigits: boolean;
  answerField: Ref<HTMLInputElement>;
  onSettle: (answer: string) => void;
}

/** Both answers side by side; either is taken by one key, another one is typed. */
export function DisputedItem(props: DisputedItemProps) {
  const { t } = useTranslation('lots');
  const { item, settled } = props;
  const isOther = settled !== undefined && settled !== item.answer && settled !== item.firstAnswer;
  return (
    <ItemBench item={item} position={props.position}>
      <Text size="sm">{t('adjudications.returned', { count: item.returns, code: props.code })}</Text>
      {settled !== undefined && (
        <Group gap={6} wrap="nowrap">
          <IconCheck size={20} aria-hidden />
          <Text>{t(props.isRecorded ? 'adjudications.recorded' : 'adjudications.chosen', { answer: settled })}</Text>
        </Group>
      )}
      {props.refusal && <Refusal title={t('bench.refused')} text={props.refusal} />}
      {!item.notMine && (
        <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} title={t('bench.notYours')}>
          {t('adjudications.hadHand')}
        </Alert>
      )}
      {item.notMine && !props.isRecorded && (
        <>
          <Group gap="sm" align="stretch">
            <Choice
              label={t('adjudications.second')}
              shortcut="Enter"
              answer={item.answer}
              settled={settled}
              onSettle={props.onSettle}
            />
            {item.firstAnswer !== item.answer && (
              <Choice
                label={t('adjudications.first')}
                shortcut="f"
                answer={item.firstAnswer}
                settled={settled}
                onSettle={props.onSettle}
              />
            )}
          </Group>
          <AnswerPad
            label={t('adjudications.other')}
            isDigits={props.isDigits}
            current={isOther ? settled : undefined}
            same={null}
            fieldRef={props.answerField}
            submit={t('adjudications.settle')}
            onAnswer={props.onSettle}
          />
        </>
      )}
    </ItemBench>
  );
}

interface ChoiceProps {
  label: string;
  shortcut: string;
  answer: string | null;
  settled: string | undefined;
  onSettle: (answer: string) => void;
}

function Choice({ label, shortcut, answer, settled, onSettle }: ChoiceProps) {
  if (answer === null) return null;
  return (
    <Button
      variant={settled === answer ? 'filled' : 'default'}
      h="auto"
      py="sm"
      aria-pressed={settled === answer}
      onClick={() => onSettle(answer)}
    >
      <Stack gap={2} align="center">
        <Text size="sm">
          {label}
          <Kbd ml={8} aria-hidden visibleFrom="sm">
            {shortcut}
          </Kbd>
        </Text>
        <Text fz={36} fw={700} lh={1.2}>
          {answer}
        </Text>
      </Stack>
    </Button>
  );
}
