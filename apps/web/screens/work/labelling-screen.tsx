import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { answerKind } from '@kado/domain/item-answers';
import { IconBook2, IconCoffee, IconHelp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Of } from '../../api/types';
import { openShortcuts } from '../../app/shell/shortcuts-help';
import { count } from '../../kit/time';
import { Heard, useHeard } from './heard';
import { InHand } from './in-hand';
import classes from './labelling.module.css';
import { NoItem } from './no-item';
import { Notes } from './notes';
import { Pictures } from './pictures';
import { unsent } from './queue';
import { useLabelling } from './use-labelling';

interface LabellingScreenProps {
  engagement: Of<'Engagement'>;
  personId: string;
}

/** One picture, ten keys, and whatever stands in between said in words. Thin: what happens is the queue's. */
export function LabellingScreen({ engagement, personId }: LabellingScreenProps) {
  const { t, i18n } = useTranslation('work');
  const { labelling, snapshot } = useLabelling(personId, engagement.key);
  const [pictures] = useState(() => new Pictures());
  const heading = useRef<HTMLHeadingElement>(null);
  const { queue, mode } = snapshot;
  const [item] = queue.ready;
  const waiting = unsent(queue);
  const heard = useHeard(queue);

  useEffect(() => {
    document.title = `${engagement.title} | KADO`;
    heading.current?.focus({ preventScroll: true });
  }, [engagement.title]);
  useEffect(() => pictures.prepare(queue.ready), [pictures, queue.ready]);
  const params = useMemo(() => ({ key: engagement.key }), [engagement.key]);

  return (
    <div className={classes.screen}>
      <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
        <div>
          <Title order={1} size="h5" className={classes.title} ref={heading} tabIndex={-1}>
            {engagement.title}
          </Title>
          <Text size="sm" c="dimmed" className="figures">
            {t('progress.sent', { number: count(queue.taken, i18n.language) })}
            {waiting > 0 && ` ${t('progress.waiting', { number: count(waiting, i18n.language) })}`}
          </Text>
        </div>
        <Group gap={0} wrap="nowrap">
          <ActionIcon renderRoot={(props) => <Link to="/work/$key/manual" params={params} {...props} />} aria-label={t('manual.open')}>
            <IconBook2 size={22} aria-hidden />
          </ActionIcon>
          {mode === 'working' && (
            <ActionIcon onClick={() => labelling.rest()} aria-label={t('rest')} title={t('rest')}>
              <IconCoffee size={22} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon onClick={openShortcuts} aria-label={t('help')} visibleFrom="sm">
            <IconHelp size={22} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <Notes snapshot={snapshot} item={item} onTold={() => labelling.told()} onAgain={() => labelling.again()} />
      {item && mode === 'working' ? (
        <InHand
          item={item}
          kind={answerKind(engagement.category)}
          labelling={labelling}
          pictures={pictures}
          newest={queue.answered.at(-1)?.answer}
          engagementKey={engagement.key}
          say={heard.say}
        />
      ) : (
        <NoItem snapshot={snapshot} engagement={engagement} labelling={labelling} />
      )}
      <Heard text={heard.text} />
    </div>
  );
}
