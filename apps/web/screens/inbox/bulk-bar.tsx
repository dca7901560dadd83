import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { toast } from '../../kit/toast';
import { useNames } from '../../kit/words';
import { sheetOf } from '../../parts/decision-table';
import type { Task } from '../../parts/use-decision';
import { standingOf } from '../../parts/use-standing';
import { BulkDialog } from './bulk-dialog';
import { BulkResults } from './bulk-results';
import classes from './inbox.module.css';
import { type Result, useClaimMany } from './use-complete-many';
import type { Selection } from './use-selection';

/** What can be done with everything that is chosen; says why where something cannot. */
export function BulkBar({ rows, selection }: { rows: readonly Task[]; selection: Selection }) {
  const { t } = useTranslation('inbox');
  const names = useNames();
  const myId = useMe().person.id;
  const { tasks } = selection;
  // The dialog keeps what it began with: the list moves while decisions are taken.
  const [batch, setBatch] = useState<readonly Task[]>();
  const [claimed, setClaimed] = useState<{ tasks: readonly Task[]; results: Result[] }>();
  const claim = useClaimMany((results) => {
    const failed = results.filter(({ state }) => state === 'failed');
    if (failed.length === 0) toast(t('bulk.claimed', { count: results.length }));
    else setClaimed({ tasks, results });
    selection.choose(failed.map(({ taskId }) => taskId));
  });
  const [first] = tasks;
  const kinds = new Set(tasks.map(({ kind }) => kind));
  const ofSameKind = first ? rows.filter(({ kind }) => kind === first.kind) : [];
  const claimable = tasks.filter((task) => standingOf(task, myId).mayClaim);
  const obstacle =
    kinds.size > 1 ? t('bulk.oneKind') : first && sheetOf(first.kind).field ? t('bulk.oneByOne') : undefined;
  return (
    <>
      {first && (
        <Paper withBorder p="sm" className={classes.bar} role="region" aria-label={t('bulk.label')}>
          <Group gap="xs">
            <Text fw={700} role="status">
              {t('bulk.chosen', { count: tasks.length })}
            </Text>
            {obstacle ? (
              <Text size="sm">{obstacle}</Text>
            ) : (
              <Button onClick={() => setBatch(tasks)}>{t('bulk.decide', { count: tasks.length })}</Button>
            )}
            {claimable.length > 0 && (
              <Button
                variant="default"
                loading={claim.isPending}
                onClick={() => claim.mutate(claimable.map(({ id }) => id))}
              >
                {t('bulk.claim', { count: claimable.length })}
              </Button>
            )}
            {kinds.size === 1 && ofSameKind.length > tasks.length && (
              <Button variant="subtle" onClick={() => selection.choose(ofSameKind.map(({ id }) => id))}>
                {t('bulk.sameKind', { kind: names.task(first.kind), count: ofSameKind.length })}
              </Button>
            )}
            <Button variant="subtle" onClick={selection.clear}>
              {t('bulk.none')}
            </Button>
          </Group>
        </Paper>
      )}
      {batch && (
        <BulkDialog tasks={batch} onClose={() => setBatch(undefined)} onDecided={(left) => selection.choose(left)} />
      )}
      {claimed && <BulkResults {...claimed} title={t('bulk.claimTitle')} onClose={() => setClaimed(undefined)} />}
    </>
  );
}
