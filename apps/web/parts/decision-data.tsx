import { NativeSelect, NumberInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../api/client';
import { keys } from '../api/keys';
import { shortDateTime } from '../kit/time';
import type { DecisionFields } from './decision-form';
import type { DataField } from './decision-table';
import type { Task } from './use-decision';

interface Choice {
  version: number;
  at: string;
}

/** The written versions, newest first; what the newest approved plan says of lots. */
async function read(field: DataField, engagementId: string): Promise<{ versions: Choice[]; lots: number | undefined }> {
  const params = { path: { id: engagementId }, query: { limit: 20 } };
  if (field === 'requirementVersion') {
    const { items } = await ask(api.GET('/api/v1/engagements/{id}/requirements', { params }));
    return { versions: items.map(({ version, createdAt }) => ({ version, at: createdAt })), lots: undefined };
  }
  if (field === 'quoteVersion') {
    const { items } = await ask(api.GET('/api/v1/engagements/{id}/quotes', { params }));
    return { versions: items.map(({ version, createdAt }) => ({ version, at: createdAt })), lots: undefined };
  }
  const { items } = await ask(api.GET('/api/v1/engagements/{id}/plans', { params }));
  return {
    versions: items.map(({ version, createdAt }) => ({ version, at: createdAt })),
    lots: items.find(({ status }) => status === 'approved')?.plan.qa.lots,
  };
}

/** The one number a decision needs, already filled in from what is written. */
export function DecisionData({
  task,
  field,
  form,
}: {
  task: Task;
  field: DataField;
  form: UseFormReturn<DecisionFields>;
}) {
  const { t, i18n } = useTranslation('parts');
  const written = useQuery({
    queryKey: keys.engagement(task.engagement.key, 'decision-data', field),
    queryFn: () => read(field, task.engagement.id),
  });
  const newest = written.data?.versions[0]?.version;
  const planned = written.data?.lots ?? 1;
  const { getValues, setValue } = form;
  const filledIn = useRef('');
  useEffect(() => {
    if (!written.isSuccess) return;
    if (field === 'lots') {
      if (getValues('lots') === '') setValue('lots', task.kind === 'extend_production' ? 1 : planned);
    } else if (newest !== undefined) {
      // What was written a moment ago takes the place of what was filled in, never of what somebody chose.
      if (['', filledIn.current].includes(getValues('version'))) setValue('version', String(newest));
      filledIn.current = String(newest);
    }
  }, [written.isSuccess, field, newest, planned, task.kind, getValues, setValue]);

  const { version: fault, lots: lotsFault } = form.formState.errors;
  if (field === 'lots')
    return (
      <Controller
        control={form.control}
        name="lots"
        render={({ field: input }) => (
          <NumberInput
            {...input}
            label={t('decide.lots')}
            description={
              written.data?.lots === undefined ? undefined : t('decide.lotsPlanned', { lots: written.data.lots })
            }
            min={1}
            max={50}
            allowDecimal={false}
            maw={200}
            error={lotsFault && (lotsFault.message || t('decide.missing.lots'))}
          />
        )}
      />
    );
  if (written.isSuccess && newest === undefined)
    return (
      <Text role={fault ? 'alert' : undefined} c={fault ? 'var(--mantine-color-error)' : undefined}>
        {t(`decide.nothingWritten.${field}`)}
      </Text>
    );

  return (
    <NativeSelect
      label={t(`decide.${field}`)}
      maw={360}
      error={fault && (fault.message || t('decide.missing.version'))}
      data={(written.data?.versions ?? []).map(({ version, at }) => ({
        value: String(version),
        label: t(version === newest ? 'decide.versionNewest' : 'decide.version', {
          version,
          at: shortDateTime(at, i18n.language),
        }),
      }))}
      {...form.register('version')}
    />
  );
}
