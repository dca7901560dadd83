import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Of } from '../api/types';
import { useFormDraft } from '../kit/draft';
import { showOnFields } from '../kit/form-problem';
import { toast } from '../kit/toast';
import { useNames } from '../kit/words';
import { ConfirmBinding } from './confirm-binding';
import { DecisionData } from './decision-data';
import { DecisionProblem } from './decision-problem';
import { type DataField, sheetOf } from './decision-table';
import { KeptWords } from './kept-words';
import { TakeOverButton } from './take-over';
import { type Task, useComplete, useReread } from './use-decision';
import { useStanding } from './use-standing';

export interface DecisionFields {
  version: string;
  lots: number | string;
}

interface DecisionFormProps {
  task: Task;
  onDone: (outcome: string) => void;
  onRefused: () => void;
}

/** A button for each outcome a person may give; what is written stays until it has been taken. */
export function DecisionForm({ task, onDone, onRefused }: DecisionFormProps) {
  const { t } = useTranslation('parts');
  const names = useNames();
  const { canAct, isTaken } = useStanding(task);
  const sheet = sheetOf(task.kind);
  const words = useForm<{ reason: string }>({ defaultValues: { reason: '' } });
  const draft = useFormDraft(`decision:${task.id}`, words);
  const data = useForm<DecisionFields>({ defaultValues: { version: '', lots: '' } });
  const [asked, setAsked] = useState<string>();
  const [hasComment, setComment] = useState(false);
  const reread = useReread(task);
  const complete = useComplete(task, (outcome) => {
    draft.forget();
    words.reset({ reason: '' });
    toast(t('decide.done', { what: names.task(task.kind), outcome: names.outcome(outcome, task.kind) }));
    onDone(outcome);
  });
  const reason = words.watch('reason');
  const { outcomes, reasonFor } = task;

  const send = (outcome: string) => {
    const body = bodyOf(outcome, reason, data.getValues(), sheet.field);
    setAsked(undefined);
    complete.mutate(body, {
      onError: (error) => {
        showOnFields(error, data, (pointer) => pointer.replace(/^#?\/data\//, ''));
        showOnFields(error, words);
        onRefused();
        reread();
      },
    });
  };
  const press = (outcome: string) => {
    if (reasonFor.includes(outcome) && reason.trim() === '') {
      const message = t(sheet.words ? `decide.missing.${sheet.words}` : 'decide.missing.reason', {
        outcome: names.outcome(outcome, task.kind),
      });
      words.setError('reason', { type: 'required', message }, { shouldFocus: true });
      return;
    }
    words.clearErrors();
    data.clearErrors();
    const missing = missingOf(data.getValues(), sheet.field);
    if (missing) return data.setError(missing, { type: 'required' }, { shouldFocus: true });
    if (sheet.binding?.includes(outcome)) setAsked(outcome);
    else send(outcome);
  };

  if (!canAct)
    return (
      <>
        {complete.error && <DecisionProblem task={task} error={complete.error} />}
        {isTaken && task.mayDecide && (
          <Group gap="xs">
            <Text size="sm">{t('decide.taken', { name: task.claimedBy?.name ?? '' })}</Text>
            <TakeOverButton task={task} />
          </Group>
        )}
        <KeptWords
          text={reason}
          onForget={() => {
            draft.forget();
            words.reset({ reason: '' });
          }}
        />
      </>
    );
  const isWritten = reasonFor.length > 0 || hasComment || reason !== '';
  return (
    <Stack gap="sm">
      {sheet.field && <DecisionData task={task} field={sheet.field} form={data} />}
      {isWritten ? (
        <Textarea
          label={t(sheet.words ? `decide.words.${sheet.words}` : 'decide.words.reason')}
          description={
            sheet.words || reasonFor.length === 0
              ? undefined
              : t('decide.reasonFor', {
                  outcomes: reasonFor.map((outcome) => names.outcome(outcome, task.kind)).join(t('listComma')),
                })
          }
          error={words.formState.errors.reason?.message}
          maxLength={4000}
          autoFocus={hasComment && reason === ''}
          {...words.register('reason')}
        />
      ) : (
        <Button variant="subtle" onClick={() => setComment(true)} style={{ alignSelf: 'flex-start' }} px={0}>
          {t('decide.comment')}
        </Button>
      )}
      {complete.error && (
        <DecisionProblem
          task={task}
          error={complete.error}
          onRetry={() => complete.variables && send(complete.variables.outcome)}
        />
      )}
      <Group gap="xs">
        {outcomes.map((outcome, index) => (
          <Button
            key={outcome}
            variant={index === 0 ? 'filled' : 'default'}
            loading={complete.isPending && complete.variables.outcome === outcome}
            onClick={() => {
              if (!complete.isPending) press(outcome);
            }}
          >
            {names.outcome(outcome, task.kind)}
          </Button>
        ))}
      </Group>
      {complete.isPending && (
        <Text size="sm" role="status">
          {t('decide.sending')}
        </Text>
      )}
      {asked && (
        <ConfirmBinding task={task} outcome={asked} onClose={() => setAsked(undefined)} onConfirm={() => send(asked)} />
      )}
    </Stack>
  );
}

function bodyOf(
  outcome: string,
  reason: string,
  fields: DecisionFields,
  field: DataField | undefined,
): Of<'CompleteHumanTask'> {
  const data = dataOf(fields, field);
  const written = reason.trim();
  return { outcome, ...(written !== '' && { reason: written }), ...(data && { data }) };
}

function missingOf({ lots, version }: DecisionFields, field: DataField | undefined) {
  if (field === 'lots') return lots === '' ? 'lots' : undefined;
  return field !== undefined && version === '' ? 'version' : undefined;
}

function dataOf({ lots, version }: DecisionFields, field: DataField | undefined): Record<string, number> | undefined {
  if (field === 'lots') return lots === '' ? undefined : { lots: Number(lots) };
  return field === undefined || version === '' ? undefined : { version: Number(version) };
}
