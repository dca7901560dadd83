import { Button, Group, List, Modal, Radio, ScrollArea, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { ProblemAlert } from '../../kit/problem-alert';
import { useNames } from '../../kit/words';
import { sheetOf } from '../../parts/decision-table';
import type { Task } from '../../parts/use-decision';
import { standingOf } from '../../parts/use-standing';
import { ResultList } from './bulk-results';
import { type Result, useCompleteMany } from './use-complete-many';

interface BulkDialogProps {
  /** All of one kind. */
  tasks: readonly Task[];
  onClose: () => void;
  /** Those that are still to be decided. */
  onDecided: (left: readonly string[]) => void;
}

/** One outcome for many: what it will be and for how many is read before it is sent; each has its own answer. */
export function BulkDialog({ tasks, onClose, onDecided }: BulkDialogProps) {
  const { t } = useTranslation('inbox');
  const { t: parts } = useTranslation('parts');
  const names = useNames();
  const myId = useMe().person.id;
  const mine = tasks.filter((task) => standingOf(task, myId).canAct);
  const [outcome, setOutcome] = useState<string>();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<{ outcome?: string; reason?: string }>({});
  const [results, setResults] = useState<readonly Result[]>();
  const complete = useCompleteMany((answers) => {
    const again = new Map(answers.map((answer) => [answer.taskId, answer]));
    const all = results ? results.map((result) => again.get(result.taskId) ?? result) : answers;
    setResults(all);
    onDecided(all.filter(({ state }) => state === 'failed').map(({ taskId }) => taskId));
  });
  const task = tasks[0];
  if (!task) return null;
  const sheet = sheetOf(task.kind);
  const say = (value: string) => names.outcome(value, task.kind);

  const send = (ids: readonly string[]) => {
    if (outcome === undefined) return setFault({ outcome: t('bulk.outcomeNeeded') });
    if (task.reasonFor.includes(outcome) && reason.trim() === '')
      return setFault({ reason: parts('decide.missing.reason', { outcome: say(outcome) }) });
    setFault({});
    const words = reason.trim();
    complete.mutate(ids.map((taskId) => ({ taskId, outcome, ...(words !== '' && { reason: words }) })));
  };
  const failed = (results ?? []).filter(({ mayRetry }) => mayRetry).map(({ taskId }) => taskId);
  const binding = outcome !== undefined && sheet.binding?.includes(outcome) ? parts(`binding.${outcome}`) : undefined;

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('bulk.title', { kind: names.task(task.kind) })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {results ? (
        <Stack>
          <ResultList tasks={tasks} results={results} />
          {complete.error && <ProblemAlert error={complete.error} onRetry={() => send(failed)} />}
          <Group justify="flex-end">
            {failed.length > 0 && (
              <Button variant="default" loading={complete.isPending} onClick={() => send(failed)}>
                {t('bulk.retry', { count: failed.length })}
              </Button>
            )}
            <Button onClick={onClose}>{t('common:close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send(mine.map(({ id }) => id));
          }}
        >
          <Stack>
            <Text fw={700}>{t('bulk.preview', { count: mine.length })}</Text>
            <ScrollArea.Autosize
              mah={200}
              viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('bulk.preview', { count: mine.length }) }}
            >
              <List size="sm">
                {mine.map(({ id, engagement, lot }) => (
                  <List.Item key={id}>
                    {engagement.key}
                    {lot && ` L${lot.lotNo}`} {engagement.title}
                  </List.Item>
                ))}
              </List>
            </ScrollArea.Autosize>
            {mine.length < tasks.length && (
              <Text size="sm">{t('bulk.leftOut', { count: tasks.length - mine.length })}</Text>
            )}
            <Radio.Group
              label={t('bulk.outcome')}
              value={outcome ?? ''}
              onChange={setOutcome}
              error={fault.outcome}
              required
            >
              <Stack gap="xs" mt={4}>
                {task.outcomes.map((value) => (
                  <Radio key={value} value={value} label={say(value)} />
                ))}
              </Stack>
            </Radio.Group>
            <Textarea
              label={parts(sheet.words ? `decide.words.${sheet.words}` : 'decide.words.reason')}
              description={t('bulk.sameReason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              error={fault.reason}
              maxLength={4000}
            />
            {binding && <Text>{binding}</Text>}
            {complete.error && <ProblemAlert error={complete.error} onRetry={() => send(mine.map(({ id }) => id))} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common:back')}
              </Button>
              {mine.length > 0 && (
                <Button type="submit" loading={complete.isPending}>
                  {outcome === undefined
                    ? t('bulk.submitNone', { count: mine.length })
                    : t('bulk.submit', { count: mine.length, outcome: say(outcome) })}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
