import { Button, Loader, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys';
import { largePicture } from './keep';
import classes from './labelling.module.css';
import type { Pictures } from './pictures';
import type { Item } from './queue';

interface PictureStageProps {
  item: Item;
  pictures: Pictures;
  /** The picture is on screen: the item's time begins. */
  onShown: (id: string) => void;
}

/** The picture in hand, as an element that was decoded ahead; a tap makes it large, and large it stays. */
export function PictureStage({ item, pictures, onShown }: PictureStageProps) {
  const { t } = useTranslation('work');
  const queries = useQueryClient();
  const stage = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  const [isLarge, setLarge] = useState(largePicture.read);
  const [fault, setFault] = useState<string | null>(null);
  const [slow, setSlow] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const isFaulty = fault === item.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` fetches the picture of the same item anew
  useLayoutEffect(() => {
    const kept = pictures.of(item);
    if (!kept || !frame.current) return;
    kept.image.alt = t('picture.alt', { id: item.externalId });
    kept.image.dataset.item = item.id;
    frame.current.replaceChildren(kept.image);
    let isOver = false;
    const late = setTimeout(() => setSlow(item.id), 400);
    void kept.decoded.then((isThere) => {
      clearTimeout(late);
      if (isOver) return;
      setSlow(null);
      setFault(isThere ? null : item.id);
      if (!isThere) return pictures.forget(item);
      // From here on keys are answers to this picture.
      kept.image.dataset.shown = 'true';
      onShown(item.id);
    });
    return () => {
      isOver = true;
      clearTimeout(late);
    };
  }, [item.id, item.imageUrl, pictures, tries]);

  // Enlarged, the middle is what one wants to see first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each item
  useLayoutEffect(() => {
    const view = stage.current;
    if (isLarge) view?.scrollTo((view.scrollWidth - view.clientWidth) / 2, (view.scrollHeight - view.clientHeight) / 2);
  }, [isLarge, item.id]);

  useEffect(() => {
    if (!isFaulty) return;
    // Perhaps the session has ended: asking who I am opens the dialog then, and the picture is fetched once more.
    const timer = setTimeout(
      () => void queries.fetchQuery({ queryKey: keys.me, staleTime: 0 }).then(() => setTries((count) => count + 1)),
      2_000,
    );
    return () => clearTimeout(timer);
  }, [isFaulty, queries]);

  return (
    <div className={classes.stage} ref={stage}>
      <UnstyledButton
        className={classes.picture}
        data-large={isLarge || undefined}
        hidden={isFaulty}
        aria-pressed={isLarge}
        aria-label={t(isLarge ? 'picture.smaller' : 'picture.larger', { id: item.externalId })}
        onClick={() => {
          setLarge(!isLarge);
          largePicture.write(!isLarge);
        }}
      >
        <span ref={frame} className={classes.frame} />
      </UnstyledButton>
      {slow === item.id && !isFaulty && <Loader className={classes.loader} aria-label={t('picture.loading')} />}
      {isFaulty && (
        <Stack align="center" gap="xs" role="alert">
          <Text ta="center">{t('picture.fault')}</Text>
          <Button variant="default" onClick={() => setTries((count) => count + 1)}>
            {t('picture.again')}
          </Button>
        </Stack>
      )}
    </div>
  );
}
