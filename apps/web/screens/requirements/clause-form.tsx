import {
  DATA_CLASSES,
  PLACES,
  PRICE_MODELS,
  pilotRequired,
  WORK_CATEGORIES,
  WORK_MODES,
} from '@kado/domain/requirements';
import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { CompareTable } from '../../kit/compare-table';
import { useFormDraft } from '../../kit/draft';
import { DraftButtons } from '../../kit/draft-buttons';
import { CheckField, ChoiceField, DateField, LongTextField, NumberField } from '../../kit/fields';
import { showOnFields } from '../../kit/form-problem';
import { ProblemAlert } from '../../kit/problem-alert';
import { today } from '../../kit/time';
import { toast } from '../../kit/toast';
import { type ClauseName, type Clauses, useClauseRows, useClauseWords } from '../../parts/clauses';
import { type ClauseFields, clausesOf, fieldsOf } from './clause-fields';

interface ClauseFormProps {
  engagementKey: string;
  /** The newest version: a new one starts from it. */
  newest: { version: number; clauses: Clauses } | undefined;
  start: Partial<Clauses>;
  onDone: (version: number) => void;
  onClose: () => void;
}

/** The clauses as they go to the client; saved as a new version, an old one is never changed. */
export function ClauseForm({ engagementKey, newest, start, onDone, onClose }: ClauseFormProps) {
  const { t } = useTranslation('requirements');
  const words = useClauseWords();
  const rowsOf = useClauseRows();
  const [defaults] = useState(() => fieldsOf(newest?.clauses ?? start));
  const form = useForm<ClauseFields>({ defaultValues: defaults });
  const draft = useFormDraft(`requirements:${engagementKey}:${newest?.version ?? 0}`, form);
  const save = useCommand(
    (body: Clauses, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/requirements', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: ({ version }) => {
        draft.forget();
        toast(t('saved', { version }));
        onDone(version);
      },
    },
  );
  const now = clausesOf(form.watch());
  const rows = newest ? rowsOf(newest.clauses, now, true) : [];
  const field = (name: ClauseName) => ({
    control: form.control,
    name,
    label: words.name(name),
    help: words.help(name),
  });
  const choices = (name: keyof typeof words.codes, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: words.codes[name](value) }));
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((fields) =>
        save.mutate(clausesOf(fields) as Clauses, { onError: (error) => showOnFields(error, form) }),
      )}
    >
      <Stack gap="lg">
        <Text>{newest ? t('form.from', { version: newest.version }) : t('form.first')}</Text>
        <LongTextField {...field('scope')} required maxLength={10_000} minRows={5} />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" verticalSpacing="md">
          <ChoiceField {...field('category')} required choices={choices('category', WORK_CATEGORIES)} />
          <ChoiceField {...field('mode')} required choices={choices('mode', WORK_MODES)} />
          <NumberField {...field('volume')} label={t('form.volume')} required />
          <NumberField {...field('qualityTarget')} label={t('form.qualityTarget')} required />
          <DateField {...field('deliveryDue')} required min={today()} />
          <DateField {...field('workStart')} />
          <ChoiceField {...field('dataClass')} required choices={choices('dataClass', DATA_CLASSES)} />
          <ChoiceField {...field('place')} required choices={choices('place', PLACES)} />
          <ChoiceField {...field('priceModel')} required choices={choices('priceModel', PRICE_MODELS)} />
          <NumberField {...field('acceptanceWindowDays')} label={t('form.acceptanceWindowDays')} required />
          <CheckField {...field('deemedAcceptance')} />
          <CheckField {...field('instalments')} />
        </SimpleGrid>
        <LongTextField {...field('notes')} maxLength={10_000} />
        {now.volume !== undefined && now.dataClass !== undefined && (
          <Alert
            color={pilotRequired({ volume: now.volume, dataClass: now.dataClass }) ? 'yellow' : 'blue'}
            icon={<IconInfoCircle aria-hidden />}
          >
            {pilotRequired({ volume: now.volume, dataClass: now.dataClass }) ? t('form.pilot') : t('form.noPilot')}
          </Alert>
        )}
        {newest && (
          <Stack gap="xs">
            <Text fw={700}>{t('form.differences', { version: newest.version })}</Text>
            {rows.length === 0 ? (
              <Text c="dimmed">{t('form.same')}</Text>
            ) : (
              <CompareTable
                caption={t('form.differences', { version: newest.version })}
                beforeTitle={t('version', { version: newest.version })}
                afterTitle={t('form.next')}
                rows={rows}
              />
            )}
          </Stack>
        )}
        {save.error && <ProblemAlert error={save.error} />}
        <DraftButtons
          save={t('form.save')}
          later={t('form.close')}
          discard={t('form.discard')}
          kept={t('form.kept')}
          isPending={save.isPending}
          onLater={onClose}
          onDiscard={form.formState.isDirty ? draft.discard : undefined}
        />
      </Stack>
    </form>
  );
}
