import { Alert, Button, Group, Kbd, Select, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import type { useFaultCodes } from '../../parts/fault-codes';
import { ItemBench, Refusal } from '../../parts/item-bench';
import { AnswerPad } from './answer-pad';
import type { Finding } from './sample-verdicts';

interface InspectedItemProps {
  item: Of<'SampleItem'>;
  position: string;
  finding: Finding | undefined;
  finder: string;
  refusal: string | undefined;
  mayJudge: boolean;
  isOpen: boolean;
  isDigits: boolean;
  codes: ReturnType<typeof useFaultCodes>;
  code: string | null;
  answerField: Ref<HTMLInputElement>;
  onCode: (code: string | null) => void;
  onOk: () => void;
  onDefect: (rightAnswer: string) => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onUndo: (() => void) | undefined;
}

/** The picture, what was answered, and the verdict: right, or what it should be and why. */
export function InspectedItem(props: InspectedItemProps) {
  const { t } = useTranslation('lots');
  const { item, finding } = props;
  return (
    <ItemBench item={item} position={props.position}>
      {item.notMine && (
        <div>
          <Text size="sm" c="dimmed">
            {t('bench.answer')}
          </Text>
          <Text fz={40} fw={700} lh={1.2}>
            {item.answer ?? '—'}
          </Text>
        </div>
      )}
      <Finder {...props} />
      {props.refusal && <Refusal title={t('bench.refused')} text={props.refusal} />}
      {props.mayJudge ? (
        <>
          <Group gap="xs">
            <Button
              leftSection={<IconCheck size={18} aria-hidden />}
              onClick={props.onOk}
              variant={finding?.verdict === 'ok' ? 'filled' : 'light'}
            >
              {t('bench.ok')}
              <Kbd ml={8} aria-hidden visibleFrom="sm">
                Enter
              </Kbd>
            </Button>
          </Group>
          <AnswerPad
            label={t('bench.rightAnswer')}
            isDigits={props.isDigits}
            current={finding?.verdict === 'defect' ? finding.rightAnswer : undefined}
            same={item.answer}
            fieldRef={props.answerField}
            submit={t('bench.defect')}
            onAnswer={props.onDefect}
          />
          <Select
            label={t('bench.code')}
            description={t('bench.codeAbout')}
            data={props.codes.groups}
            value={props.code}
            onChange={props.onCode}
            placeholder={t('bench.codeNone')}
            clearable
            clearButtonProps={{ 'aria-label': t('bench.codeClear') }}
            maw={420}
          />
        </>
      ) : (
        props.isOpen && (
          <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />} title={t('bench.notYours')}>
            {item.notMine ? t('bench.byOther', { name: props.finder }) : t('bench.hadHand')}
          </Alert>
        )
      )}
      <Group gap="xs">
        <Button variant="default" onClick={props.onPrevious} disabled={!props.onPrevious}>
          {t('key.previous')}
        </Button>
        <Button variant="default" onClick={props.onNext} disabled={!props.onNext}>
          {t('key.next')}
        </Button>
        {props.onUndo && (
          <Button variant="subtle" onClick={props.onUndo}>
            {t('key.undo')}
          </Button>
        )}
      </Group>
    </ItemBench>
  );
}

function Finder({ item, finding, finder, codes }: InspectedItemProps) {
  const { t } = useTranslation('lots');
  if (!finding) return null;
  const by = item.inspectorId === null ? '' : t('bench.foundBy', { name: finder });
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {finding.verdict === 'ok' ? <IconCheck size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
      <Text>
        {finding.verdict === 'ok'
          ? t('bench.isOk')
          : finding.rightAnswer === undefined
            ? t('bench.isDefectHidden')
            : t('bench.isDefect', {
                answer: finding.rightAnswer,
                code: finding.code === undefined ? '' : codes.nameOf(finding.code),
              })}
        {by}
      </Text>
    </Group>
  );
}
