import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowBack, IconPlugConnectedX, IconRefreshAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../kit/problem-alert';
import type { Snapshot } from './board';
import classes from './labelling.module.css';
import { type Item, unsent } from './queue';
import { useReturnWords } from './return-words';

interface NotesProps {
  snapshot: Snapshot;
  item: Item | undefined;
  onTold: () => void;
  onAgain: () => void;
}

/** What has to be known before the next answer: why this one came back, what was not taken, that the line is down. */
export function Notes({ snapshot, item, onTold, onAgain }: NotesProps) {
  const { t } = useTranslation('work');
  const { queue, isLineDown, isKept, lapsed, stuck } = snapshot;
  const waiting = unsent(queue);
  const isReturned = item?.returned !== undefined && snapshot.mode === 'working';
  const isQuiet = stuck == null && queue.refused.length === 0 && lapsed === 0 && !isLineDown && !isReturned;
  return (
    <Stack gap="xs" className={classes.notes} data-note={isQuiet ? undefined : true}>
      {stuck != null && (
        <Stack gap="xs" align="flex-start">
          <ProblemAlert error={stuck} />
          <Group gap="xs">
            <Text size="sm">{t('stuck.kept', { count: waiting })}</Text>
            <Button variant="default" onClick={onAgain}>
              {t('stuck.again')}
            </Button>
          </Group>
        </Stack>
      )}
      {(queue.refused.length > 0 || lapsed > 0) && (
        <Alert
          color="yellow"
          p="xs"
          icon={<IconRefreshAlert aria-hidden />}
          role="status"
          withCloseButton
          classNames={{ closeButton: classes.close }}
          closeButtonLabel={t('refused.read')}
          onClose={onTold}
        >
          <RefusedWords snapshot={snapshot} />
        </Alert>
      )}
      {isLineDown && (
        <Alert color="yellow" p="xs" icon={<IconPlugConnectedX aria-hidden />} role="status">
          <Text size="sm">{t(isKept ? 'line.kept' : 'line.notKept', { count: waiting })}</Text>
        </Alert>
      )}
      {item && isReturned && <ReturnedNote key={item.id} item={item} />}
    </Stack>
  );
}

function RefusedWords({ snapshot: { queue, lapsed } }: { snapshot: Snapshot }) {
  const { t } = useTranslation('work');
  const invalid = queue.refused.filter(({ code }) => code === 'answer_invalid');
  const stale = queue.refused.filter(({ code }) => code !== 'answer_invalid');
  return (
    <>
      {stale.length > 0 && (
        <Text size="sm">
          {t('refused.stale', { count: stale.length, ids: stale.map(({ item }) => item.externalId).join('、') })}
        </Text>
      )}
      {invalid.length > 0 && (
        <Text size="sm">
          {t('refused.invalid', {
            count: invalid.length,
            ids: invalid.map(({ item, answer }) => `${item.externalId}: ${answer}`).join('、'),
          })}
        </Text>
      )}
      {lapsed > 0 && <Text size="sm">{t('lapsed', { count: lapsed })}</Text>}
    </>
  );
}

function ReturnedNote({ item }: { item: Item }) {
  const { t } = useTranslation('work');
  const words = useReturnWords();
  return (
    <Alert color="orange" p="xs" icon={<IconArrowBack aria-hidden />} role="status">
      <Text size="sm">
        <b>{t('returned.title', { id: item.externalId })}</b> {words(item.returned?.code ?? null)}
      </Text>
      {item.returned?.comment && <Text size="sm">{t('returned.comment', { text: item.returned.comment })}</Text>}
    </Alert>
  );
}
