import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import { Empty } from '../../kit/empty';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { useShortcuts } from '../../kit/shortcuts';
import { useFaultCodes } from '../../parts/fault-codes';
import { usePreload } from '../../parts/item-picture';
import { BenchState } from './bench-state';
import { ReviewedItem } from './reviewed-item';
import { inHand, openItems, type Verdict } from './session';
import { useDesk } from './use-desk';

interface ReviewBenchProps {
  engagementKey: string;
  personId: string;
  isDigits: boolean;
}

/** How the item in hand is being judged: by the three verdicts, by typing the right answer, or by a reason to return it. */
export type Mode = 'judge' | 'fix' | 'return';

const AHEAD = 10;

export function ReviewBench({ engagementKey, personId, isDigits }: ReviewBenchProps) {
  const { t } = useTranslation('reviews');
  const queries = useQueryClient();
  const { desk, session, isOpen, isDry, fault } = useDesk(engagementKey, personId);
  const codes = useFaultCodes(engagementKey);
  const reasons = codes.groups.flatMap(({ items }) => items);
  const [mode, setMode] = useState<Mode>('judge');
  const [heard, setHeard] = useState('');
  const bench = useRef<HTMLDivElement>(null);

  const seen = inHand(session);
  const at = seen.findIndex(({ id }) => id === session.current);
  const item = seen[at];
  const open = openItems(session);
  usePreload(open.slice(0, AHEAD).map(({ imageUrl }) => imageUrl));

  const isAtWork = item !== undefined;
  // On a phone the page's head takes half of the screen: the work comes up.
  useEffect(() => {
    if (isAtWork && matchMedia('(max-width: 48em)').matches) bench.current?.scrollIntoView({ block: 'start' });
  }, [isAtWork]);
  const leaveMode = () => {
    setMode('judge');
    bench.current?.focus({ preventScroll: true });
  };
  const judge = (verdict: Omit<Verdict, 'id'>) => {
    if (!item) return;
    desk.say({ type: 'judged', verdict: { id: item.id, ...verdict }, now: Date.now() });
    setHeard(
      t(`said.${verdict.verdict}`, {
        name: item.externalId,
        answer: verdict.answer,
        code: codes.nameOf(verdict.code ?? null),
      }),
    );
    if (mode !== 'judge') leaveMode();
  };
  const accept = () => judge({ verdict: 'accept' });
  /** What one sees: the same as the answer says that it is right. */
  const fix = (answer: string) => (answer === item?.answer ? accept() : judge({ verdict: 'fix', answer }));
  const sendBack = (code: string) => judge({ verdict: 'return', code });
  const undo = () => {
    const isThere = session.given.length > 0;
    desk.say({ type: 'undone' });
    setHeard(t(isThere ? 'undone' : 'nothingToUndo'));
    leaveMode();
  };
  const go = (by: number) => {
    const to = seen[at + by];
    if (!to) return;
    desk.say({ type: 'gone', to: to.id });
    leaveMode();
  };

  useShortcuts([
    ...(mode === 'return'
      ? reasons
          .slice(0, 9)
          .map(({ value, label }, i) => ({ key: String(i + 1), text: label, run: () => sendBack(value), isOnce: true }))
      : isDigits
        ? [...'0123456789'].map((digit) => ({
            key: digit,
            text: t('key.digit', { digit }),
            run: () => fix(digit),
            isOnce: true,
          }))
        : [{ key: 'f', text: t('key.fix'), run: () => item && setMode('fix') }]),
    ...(mode === 'return'
      ? []
      : [
          { key: 'Enter', text: t('accept'), run: accept, isOnce: true },
          { key: 'a', text: t('accept'), run: accept, isOnce: true },
          { key: 'r', text: t('key.return'), run: () => item && setMode('return') },
        ]),
    ...(mode === 'judge' ? [] : [{ key: 'Escape', text: t('cancel'), run: leaveMode }]),
    { key: 'ArrowRight', text: t('next'), run: () => go(1) },
    { key: 'ArrowLeft', text: t('previous'), run: () => go(-1) },
    { key: 'u', text: t('undo'), run: undo },
    { key: 's', text: t('sendNow'), run: desk.send },
  ]);

  const finish = async () => {
    await desk.close();
    void queries.invalidateQueries({ queryKey: keys.engagement(engagementKey) });
  };
  const isIdle = !isOpen && session.items.length === 0;
  return (
    <Section
      title={t('title')}
      actions={
        !isIdle && (
          <Button variant="default" onClick={() => void finish()}>
            {t('finish')}
          </Button>
        )
      }
    >
      <div role="status" className="only-heard">
        {heard}
      </div>
      {isIdle ? (
        <Stack align="flex-start" gap="md">
          <Text maw={640}>{t('startText')}</Text>
          <BenchState session={session} desk={desk} />
          <Button onClick={desk.open}>{t('start')}</Button>
        </Stack>
      ) : (
        <div ref={bench} tabIndex={-1} style={{ outline: 'none' }}>
          {item ? (
            <ReviewedItem
              item={item}
              given={session.given.find(({ id }) => id === item.id)}
              isRefused={session.refused[item.id] !== undefined}
              isDigits={isDigits}
              mode={mode}
              codes={codes}
              position={t('position', { at: at + 1, total: seen.length })}
              onMode={(next) => (next === 'judge' ? leaveMode() : setMode(next))}
              onAccept={accept}
              onFix={fix}
              onReturn={sendBack}
              onPrevious={at > 0 ? () => go(-1) : undefined}
              onNext={at < seen.length - 1 ? () => go(1) : undefined}
              onUndo={session.given.length > 0 ? undo : undefined}
            />
          ) : isDry ? (
            <Empty>{t('dry')}</Empty>
          ) : (
            <Group mih={320} justify="center">
              <Text role="status">{t('fetching')}</Text>
            </Group>
          )}
          <BenchState session={session} desk={desk} />
        </div>
      )}
      {/* Below the item in hand: what one looks at stays where it is. */}
      {fault !== null && (
        <Stack gap="xs" align="flex-start">
          <ProblemAlert error={fault} />
          {session.given.length > 0 || session.outbox ? <Text size="sm">{t('keptHere')}</Text> : null}
          <Button variant="default" onClick={desk.retry}>
            {t('common:tryAgain')}
          </Button>
        </Stack>
      )}
      {session.lost > 0 && <Alert color="gray">{t('lost', { count: session.lost })}</Alert>}
    </Section>
  );
}
