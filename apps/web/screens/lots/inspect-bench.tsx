import { answerKind } from '@kado/domain/item-answers';
import { Alert, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useMe } from '../../app/session';
import { Empty } from '../../kit/empty';
import { ProblemAlert } from '../../kit/problem-alert';
import { useShortcuts } from '../../kit/shortcuts';
import { useEngagement } from '../../parts/engagement';
import { useFaultCodes } from '../../parts/fault-codes';
import { usePreload } from '../../parts/item-picture';
import { lotKey, useMemberName } from '../../parts/members';
import { InspectedItem } from './inspected-item';
import { Verdict } from './inspection-state';
import { SampleOverview } from './sample-overview';
import { type Finding, findingOf, sendFindings } from './sample-verdicts';
import { SavingNote } from './saving-note';
import { useVerdicts } from './use-verdicts';

interface InspectBenchProps {
  engagementKey: string;
  lotNo: string;
  sample: Of<'Sample'>;
  /** Verdicts count while the inspection is open; afterwards they are only shown. */
  isOpen: boolean;
}

export function InspectBench({ engagementKey, lotNo, sample, isOpen }: InspectBenchProps) {
  const { t } = useTranslation('lots');
  const me = useMe();
  const nameOf = useMemberName();
  const queries = useQueryClient();
  const engagement = useEngagement();
  const codes = useFaultCodes(engagementKey);
  const bench = useRef<HTMLDivElement>(null);
  const answerField = useRef<HTMLInputElement>(null);
  const lot = lotKey(engagementKey, lotNo);
  const verdicts = useVerdicts<Finding>(`inspection:${lot}:${sample.round}:${me.person.id}`, async (batch, key) => {
    const refused = await sendFindings(lot, batch, key);
    void queries.invalidateQueries({ queryKey: keys.engagement(engagementKey, 'lots') });
    return refused;
  });
  const said = new Map([...verdicts.recorded, ...verdicts.waiting.map((verdict) => [verdict.id, verdict] as const)]);
  const found = (item: Of<'SampleItem'>) => findingOf(item, said.get(item.workItemId));
  const isMine = (item: Of<'SampleItem'>) =>
    item.notMine && (item.inspectorId === null || item.inspectorId === me.person.id);
  const isLeft = (item: Of<'SampleItem'>) => isMine(item) && found(item) === undefined;

  const [at, setAt] = useState(() => Math.max(0, sample.items.findIndex(isLeft)));
  const [code, setCode] = useState<string | null>(null);
  const [heard, setHeard] = useState('');
  const item = sample.items[at];
  const isDigits = answerKind(engagement.category) === 'digit';
  const mayJudge = isOpen && item !== undefined && isMine(item);
  const inspected = sample.items.filter((one) => found(one) !== undefined).length;
  const defects = sample.items.filter((one) => found(one)?.verdict === 'defect').length;
  const left = sample.items.filter(isLeft).length;
  const others = sample.items.filter((one) => !isMine(one) && found(one) === undefined).length;
  usePreload([sample.items[at + 1]?.imageUrl, sample.items[at + 2]?.imageUrl]);

  const go = (to: number) => {
    setAt(Math.min(Math.max(0, to), sample.items.length - 1));
    bench.current?.focus({ preventScroll: true });
  };
  const next = (from: number, judged: string) => {
    const isOpenItem = (one: Of<'SampleItem'>) => one.workItemId !== judged && isLeft(one);
    const after = sample.items.findIndex((one, i) => i > from && isOpenItem(one));
    const any = after >= 0 ? after : sample.items.findIndex(isOpenItem);
    if (any >= 0) go(any);
  };
  const judge = (finding: Omit<Finding, 'id'>) => {
    if (!item || !mayJudge) return setHeard(isOpen ? t('bench.notYours') : t('bench.closed'));
    const before = found(item);
    const isSame = before?.verdict === finding.verdict && before.rightAnswer === finding.rightAnswer;
    // A key that is held says nothing new; another code for the same defect does.
    if (!isSame || (finding.code !== undefined && finding.code !== before?.code))
      verdicts.judge({ id: item.workItemId, ...finding });
    setHeard(
      finding.verdict === 'ok'
        ? t('bench.saidOk', { name: item.externalId })
        : t('bench.saidDefect', { name: item.externalId, answer: finding.rightAnswer }),
    );
    next(at, item.workItemId);
  };
  /** The digit one sees: the same as the answer says that it is right. */
  const see = (digit: string) =>
    judge(
      digit === item?.answer
        ? { verdict: 'ok' }
        : { verdict: 'defect', rightAnswer: digit, ...(code !== null && { code }) },
    );
  const undo = () => {
    const id = verdicts.undo();
    if (id === undefined) return setHeard(t('bench.nothingToUndo'));
    setHeard(t('bench.undone'));
    go(sample.items.findIndex(({ workItemId }) => workItemId === id));
  };
  const ok = () => judge({ verdict: 'ok' });
  useShortcuts([
    { key: 'Enter', text: t('key.ok'), run: ok },
    { key: 'o', text: t('key.ok'), run: ok },
    ...(isDigits
      ? [...'0123456789'].map((digit) => ({ key: digit, text: t('key.digit', { digit }), run: () => see(digit) }))
      : [{ key: 'd', text: t('key.defect'), run: () => answerField.current?.focus() }]),
    { key: 'ArrowRight', text: t('key.next'), run: () => go(at + 1) },
    { key: 'j', text: t('key.next'), run: () => go(at + 1) },
    { key: 'ArrowLeft', text: t('key.previous'), run: () => go(at - 1) },
    { key: 'k', text: t('key.previous'), run: () => go(at - 1) },
    { key: 'u', text: t('key.undo'), run: undo },
    { key: 's', text: t('key.save'), run: verdicts.flush },
  ]);

  if (!item) return <Empty>{t('bench.empty')}</Empty>;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Verdict
          sampleSize={sample.items.length}
          acceptanceNumber={sample.acceptanceNumber}
          inspected={inspected}
          defects={defects}
        />
        <SavingNote waiting={verdicts.waiting.length} isSaving={verdicts.isSaving} onSave={verdicts.flush} />
      </Group>
      <div role="status" className="only-heard">
        {heard}
      </div>
      {verdicts.error && <ProblemAlert error={verdicts.error} onRetry={verdicts.flush} />}
      {!isOpen && <Text size="sm">{t('bench.closed')}</Text>}
      {isOpen && left === 0 && (
        <Alert color={others > 0 ? 'yellow' : 'green'} variant="light" title={t('bench.allDone')}>
          <Text size="sm">{others > 0 ? t('bench.othersLeft', { count: others }) : t('bench.allDoneText')}</Text>
        </Alert>
      )}
      <div ref={bench} tabIndex={-1} style={{ outline: 'none' }}>
        <InspectedItem
          key={item.workItemId}
          item={item}
          position={t('bench.position', { at: at + 1, total: sample.items.length })}
          finding={found(item)}
          finder={nameOf(item.inspectorId)}
          refusal={verdicts.refused.get(item.workItemId)}
          mayJudge={mayJudge}
          isOpen={isOpen}
          isDigits={isDigits}
          codes={codes}
          code={code}
          answerField={answerField}
          onCode={setCode}
          onOk={ok}
          onDefect={(rightAnswer) =>
            isDigits ? see(rightAnswer) : judge({ verdict: 'defect', rightAnswer, ...(code !== null && { code }) })
          }
          onPrevious={at > 0 ? () => go(at - 1) : undefined}
          onNext={at < sample.items.length - 1 ? () => go(at + 1) : undefined}
          onUndo={verdicts.waiting.length > 0 ? undo : undefined}
        />
      </div>
      <SampleOverview items={sample.items} at={at} findingOf={found} isMine={isMine} onGo={go} />
    </Stack>
  );
}
