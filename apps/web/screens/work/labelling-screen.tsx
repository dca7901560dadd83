import { ActionIcon, Group, Title } from '@mantine/core';
import { IconBook2, IconCoffee, IconHelp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { openShortcuts } from '../../app/shell/shortcuts-help';
import { useSaysConnection } from '../../kit/connection-said';
import { Heard, useHeard } from './heard';
import { InHand } from './in-hand';
import classes from './labelling.module.css';
import { NoItem } from './no-item';
import { Notes } from './notes';
import { Pictures } from './pictures';
import { ProgressLine } from './progress-line';
import { useLabelling } from './use-labelling';

interface LabellingScreenProps {
  work: Of<'MyWork'>;
  personId: string;
}

/** One picture, ten keys, and whatever stands in between said in words. Thin: what happens is the queue's. */
export function LabellingScreen({ work, personId }: LabellingScreenProps) {
  const { t } = useTranslation('work');
  const { engagement } = work;
  const queries = useQueryClient();
  const { labelling, snapshot } = useLabelling(personId, engagement.key, work.answerKind);
  const [pictures] = useState(() => new Pictures());
  const heading = useRef<HTMLHeadingElement>(null);
  const { queue, mode } = snapshot;
  const [item] = queue.ready;
  const heard = useHeard(queue);

  useSaysConnection();
  useEffect(() => {
    document.title = `${engagement.title} | KADO`;
  }, [engagement.title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a button that is gone takes the focus with it
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.id === 'main')
      heading.current?.focus({ preventScroll: true });
  }, [mode]);
  // What a former visit had sent may be counted already, or not: the API knows.
  const isResumed = queue.batch?.isResumed === true;
  useEffect(
    () => (isResumed ? () => void queries.invalidateQueries({ queryKey: ['work', engagement.key] }) : undefined),
    [isResumed, queries, engagement.key],
  );
  useEffect(() => pictures.prepare(queue.ready), [pictures, queue.ready]);

  return (
    <div className={classes.screen}>
      <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
        <div>
          <Title order={1} size="h5" className={classes.title} ref={heading} tabIndex={-1}>
            {engagement.title}
          </Title>
          <ProgressLine queue={queue} work={work} />
        </div>
        <Group gap={0} wrap="nowrap">
          <ActionIcon
            renderRoot={(props) => <Link to="/work/$key/manual" params={{ key: engagement.key }} {...props} />}
            aria-label={t('manual.open')}
            title={t('manual.open')}
          >
            <IconBook2 size={22} aria-hidden />
          </ActionIcon>
          {mode === 'working' && (
            <ActionIcon onClick={() => labelling.rest()} aria-label={t('rest')} title={t('rest')}>
              <IconCoffee size={22} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon onClick={openShortcuts} aria-label={t('help')} title={t('help')} visibleFrom="sm">
            <IconHelp size={22} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Notes snapshot={snapshot} item={item} onTold={() => labelling.told()} onAgain={() => labelling.again()} />
      {item && mode === 'working' ? (
        <InHand
          item={item}
          kind={work.answerKind}
          labelling={labelling}
          pictures={pictures}
          newest={queue.answered.at(-1)?.answer}
          engagementKey={engagement.key}
          say={heard.say}
        />
      ) : (
        <NoItem snapshot={snapshot} work={work} labelling={labelling} />
      )}
      <Heard text={heard.text} />
    </div>
  );
}
