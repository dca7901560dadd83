import { answerKind } from '@kado/domain/item-answers';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useMe } from '../../app/session';
import { Empty } from '../../kit/empty';
import { ProblemAlert } from '../../kit/problem-alert';
import { useShortcuts } from '../../kit/shortcuts';
import { useEngagement } from '../../parts/engagement';
import { useFaultCodes } from '../../parts/fault-codes';
import { usePreload } from '../../parts/item-picture';
import { DisputedItem } from './disputed-item';
import { SavingNote } from './saving-note';
import { useVerdicts } from './use-verdicts';

interface Settled {
  id: string;
  answer: string;
}

interface DisputeBenchProps {
  engagementKey: string;
  items: readonly Of<'AdjudicationItem'>[];
  more: { load: () => void; isLoading: boolean } | undefined;
}

export function DisputeBench({ engagementKey, items, more }: DisputeBenchProps) {
  const { t } = useTranslation('lots');
  const me = useMe();
  const queries = useQueryClient();
  const engagement = useEngagement();
  const codes = useFaultCodes(engagementKey);
  const bench = useRef<HTMLDivElement>(null);
  const answerField = useRef<HTMLInputElement>(null);
  const verdicts = useVerdicts<Settled>(`adjudications:${engagementKey}:${me.person.id}`, async (batch, key) => {
    const { results } = await ask(
      api.POST('/api/v1/engagements/{id}/adjudications', {
        params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
        body: { items: batch.map(({ id, answer }) => ({ id, answer })) },
      }),
    );
    void queries.invalidateQueries({ queryKey: keys.engagement(engagementKey) });
    return results.flatMap((result) =>
      'problem' in result
        ? [{ id: result.id, detail: t([`problem.${result.problem}`, 'problem.other'], { code: result.problem }) }]
        : [],
    );
  });
  const answers = new Map(
    [...verdicts.recorded.values(), ...verdicts.waiting].map(({ id, answer }) => [id, answer] as const),
  );
  const isLeft = (item: Of<'AdjudicationItem'>) => item.notMine && !answers.has(item.id);
  const [current, setCurrent] = useState<string>();
  const [heard, setHeard] = useState('');
  const found = items.findIndex(({ id }) => id === current);
  const at = found >= 0 ? found : Math.max(0, items.findIndex(isLeft));
  const item = items[at];
  const isDigits = answerKind(engagement.category) === 'digit';
  usePreload([items[at + 1]?.imageUrl, items[at + 2]?.imageUrl]);

  const go = (to: number) => {
    setCurrent(items[Math.min(Math.max(0, to), items.length - 1)]?.id);
    bench.current?.focus({ preventScroll: true });
  };
  const settle = (answer: string | null) => {
    if (!item || answer === null) return;
    if (!item.notMine || verdicts.recorded.has(item.id)) return setHeard(t('bench.notYours'));
    verdicts.judge({ id: item.id, answer });
    setHeard(t('adjudications.said', { name: item.externalId, answer }));
    const after = items.findIndex((one, i) => i > at && isLeft(one));
    const any = after >= 0 ? after : items.findIndex((one) => one.id !== item.id && isLeft(one));
    go(any >= 0 ? any : at);
  };
  const undo = () => {
    const id = verdicts.undo();
    setHeard(id === undefined ? t('bench.nothingToUndo') : t('bench.undone'));
    if (id !== undefined) setCurrent(id);
  };
  const keep = () => settle(item?.answer ?? null);
  useShortcuts([
    { key: 'Enter', text: t('adjudications.key.second'), run: keep },
    { key: 'f', text: t('adjudications.key.first'), run: () => settle(item?.firstAnswer ?? null) },
    ...(isDigits
      ? [...'0123456789'].map((digit) => ({
          key: digit,
          text: t('adjudications.key.digit', { digit }),
          run: () => settle(digit),
        }))
      : [{ key: 'd', text: t('adjudications.key.other'), run: () => answerField.current?.focus() }]),
    { key: 'ArrowRight', text: t('key.next'), run: () => go(at + 1) },
    { key: 'j', text: t('key.next'), run: () => go(at + 1) },
    { key: 'ArrowLeft', text: t('key.previous'), run: () => go(at - 1) },
    { key: 'k', text: t('key.previous'), run: () => go(at - 1) },
    { key: 'u', text: t('key.undo'), run: undo },
    { key: 's', text: t('key.save'), run: verdicts.flush },
  ]);

  if (!item) return <Empty>{t('adjudications.empty')}</Empty>;
  const left = items.filter(isLeft).length;
  const others = items.filter(({ notMine }) => !notMine).length;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text className="figures">{t('adjudications.left', { count: left })}</Text>
        <SavingNote waiting={verdicts.waiting.length} isSaving={verdicts.isSaving} onSave={verdicts.flush} />
      </Group>
      <div role="status" className="only-heard">
        {heard}
      </div>
      {verdicts.error && <ProblemAlert error={verdicts.error} onRetry={verdicts.flush} />}
      {left === 0 && (
        <Alert color={others > 0 ? 'yellow' : 'green'} variant="light" title={t('adjudications.allDone')}>
          {others > 0 ? t('adjudications.othersLeft', { count: others }) : t('adjudications.allDoneText')}
        </Alert>
      )}
      <div ref={bench} tabIndex={-1} style={{ outline: 'none' }}>
        <DisputedItem
          key={item.id}
          item={item}
          position={t('bench.position', { at: at + 1, total: items.length })}
          code={codes.nameOf(item.returnCode)}
          settled={answers.get(item.id)}
          refusal={verdicts.refused.get(item.id)}
          isRecorded={verdicts.recorded.has(item.id)}
          isDigits={isDigits}
          answerField={answerField}
          onSettle={settle}
        />
        <Group gap="xs" mt="md">
          <Button variant="default" onClick={() => go(at - 1)} disabled={at === 0}>
            {t('key.previous')}
          </Button>
          <Button variant="default" onClick={() => go(at + 1)} disabled={at >= items.length - 1}>
            {t('key.next')}
          </Button>
          {verdicts.waiting.length > 0 && (
            <Button variant="subtle" onClick={undo}>
              {t('key.undo')}
            </Button>
          )}
          {more && (
            <Button variant="default" onClick={more.load} loading={more.isLoading}>
              {t('adjudications.more')}
            </Button>
          )}
        </Group>
      </div>
    </Stack>
  );
}
