import type { AnswerKind } from '@kado/domain/item-answers';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../kit/facts';
import { useShortcuts } from '../../kit/shortcuts';
import { DigitPad } from './digit-pad';
import type { Labelling } from './labelling';
import classes from './labelling.module.css';
import { PictureStage } from './picture-stage';
import type { Pictures } from './pictures';
import type { Item } from './queue';
import { TextAnswer } from './text-answer';

const DIGITS = [...'0123456789'];

interface InHandProps {
  item: Item;
  kind: AnswerKind;
  labelling: Labelling;
  pictures: Pictures;
  /** The newest answer, while it can be taken back. */
  newest: string | undefined;
  engagementKey: string;
  say: (text: string) => void;
}

/** The item on screen and the keys for it. */
export function InHand({ item, kind, labelling, pictures, newest, engagementKey, say }: InHandProps) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  const undone = useRef<string | undefined>(undefined);
  const seen = useRef('');
  const shown = useCallback(
    (id: string) => {
      seen.current = id;
      labelling.stopwatch.shown(id);
    },
    [labelling],
  );
  const answer = useCallback(
    (text: string) => {
      // A key struck ahead of a slow picture is no answer to it.
      const [head] = labelling.board.queue.ready;
      if (head?.imageUrl && seen.current !== head.id) return say(t('picture.wait'));
      undone.current = undefined;
      labelling.answer(text);
    },
    [labelling, say, t],
  );
  const undo = useCallback(() => {
    const last = labelling.board.queue.answered.at(-1);
    undone.current = last?.answer;
    say(last ? t('undo.done', { answer: last.answer }) : t('undo.nothing'));
    labelling.undo();
  }, [labelling, say, t]);
  const pass = useCallback(() => {
    undone.current = undefined;
    say(t('pass.done'));
    labelling.pass();
  }, [labelling, say, t]);

  const shortcuts = useMemo(
    () => [
      ...(kind === 'digit'
        ? DIGITS.map((key) => ({
            key,
            text: t('key.digit'),
            listed: key === '0' ? '0 – 9' : (false as const),
            run: () => answer(key),
          }))
        : []),
      { key: 'Backspace', text: t('key.undo'), listed: 'Backspace, z', run: undo },
      { key: 'z', text: t('key.undo'), listed: false as const, run: undo },
      { key: 's', text: t('key.pass'), run: pass },
      {
        key: 'm',
        text: t('key.manual'),
        run: () => void navigate({ to: '/work/$key/manual', params: { key: engagementKey } }),
      },
    ],
    [kind, t, answer, undo, pass, navigate, engagementKey],
  );
  useShortcuts(shortcuts);

  // The same item may have been hidden behind another window: its time goes on when it is seen again.
  useEffect(() => {
    const back = () =>
      document.visibilityState === 'visible' && (item.imageUrl === null || seen.current === item.id) && shown(item.id);
    document.addEventListener('visibilitychange', back);
    if (item.imageUrl === null) shown(item.id);
    return () => document.removeEventListener('visibilitychange', back);
  }, [shown, item.id, item.imageUrl]);

  const facts = factsOf(item);
  return (
    <>
      {item.imageUrl !== null && <PictureStage item={item} pictures={pictures} onShown={shown} />}
      {(facts.length > 0 || item.imageUrl === null) && (
        <div className={classes.facts}>
          <Facts items={[[t('item.id'), item.externalId], ...facts]} />
        </div>
      )}
      {kind === 'digit' ? (
        <DigitPad last={newest} onDigit={answer} onUndo={undo} onPass={pass} />
      ) : (
        <TextAnswer
          key={item.id}
          item={item}
          before={undone.current}
          last={newest}
          onAnswer={answer}
          onUndo={undo}
          onPass={pass}
        />
      )}
    </>
  );
}

/** What the item says of itself, where it is text or a number. */
function factsOf({ payload }: Item): (readonly [string, string])[] {
  return Object.entries(payload)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => [name, String(value)] as const);
}
