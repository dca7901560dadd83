import { Alert, Button, Grid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { FormProvider, useFieldArray, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { DraftButtons } from '../../kit/draft-buttons';
import { showOnFields } from '../../kit/form-problem';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { toast } from '../../kit/toast';
import { type ManualInput, ManualSectionFields } from './manual-section-fields';
import { ManualText } from './manual-text';

interface ManualEditorProps {
  engagementKey: string;
  /** Where one goes on from; none before the first version. */
  latest: Of<'Manual'> | undefined;
  onClose: (written?: number) => void;
}

const MOST_SECTIONS = 100;

export function ManualEditor({ engagementKey, latest, onClose }: ManualEditorProps) {
  const { t } = useTranslation('plan');
  const form = useForm<ManualInput>({
    defaultValues: { sections: latest?.sections ?? [{ code: 'purpose', titleJa: t('manual.firstTitle'), bodyJa: '' }] },
    mode: 'onTouched',
  });
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: 'sections' });
  const draft = useFormDraft(`manual:${engagementKey}:${latest?.version ?? 0}`, form);
  const sections = useWatch({ control: form.control, name: 'sections' });
  const [isComplete, setComplete] = useState(true);
  const write = useCommand(
    (body: ManualInput, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/manuals', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: ({ version }) => {
        draft.forget();
        toast(t('manual.saved', { no: version }));
        onClose(version);
      },
    },
  );
  const submit = form.handleSubmit(({ sections: written }) =>
    write.mutate({ sections: written }, { onError: (error) => setComplete(showOnFields(error, form)) }),
  );
  const add = () => {
    let no = sections.length + 1;
    while (sections.some(({ code }) => code === `section${no}`)) no++;
    append({ code: `section${no}`, titleJa: '', bodyJa: '' });
  };
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Section title={latest ? t('manual.editNext', { no: latest.version }) : t('manual.editFirst')}>
          <Text size="sm" c="dimmed">
            {t('manual.editAbout')}
          </Text>
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack>
                {fields.map((field, at) => (
                  <ManualSectionFields
                    key={field.id}
                    at={at}
                    isLast={at === fields.length - 1}
                    isOnly={fields.length === 1}
                    onMove={(to) => move(at, to)}
                    onRemove={() => remove(at)}
                  />
                ))}
                {fields.length < MOST_SECTIONS && (
                  <Button
                    variant="default"
                    leftSection={<IconPlus size={18} aria-hidden />}
                    onClick={add}
                    style={{ alignSelf: 'flex-start' }}
                  >
                    {t('manual.add')}
                  </Button>
                )}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack
                style={{ position: 'sticky', top: '5rem', maxHeight: 'calc(100vh - 7rem)', overflow: 'auto' }}
                tabIndex={0}
                role="region"
                aria-label={t('manual.preview')}
              >
                <Title order={3} size="h5">
                  {t('manual.preview')}
                </Title>
                <ManualPreview sections={sections} />
              </Stack>
            </Grid.Col>
          </Grid>
          {form.formState.isSubmitted && !form.formState.isValid && (
            <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
              {t('manual.faults')}
            </Alert>
          )}
          {write.error && !(isComplete && form.formState.isSubmitted) && <ProblemAlert error={write.error} />}
          <DraftButtons
            save={t('manual.save')}
            later={t('editor.later')}
            discard={t('editor.discard')}
            kept={t('editor.kept')}
            isPending={write.isPending}
            onLater={() => onClose()}
            onDiscard={draft.discard}
          />
        </Section>
      </form>
    </FormProvider>
  );
}

function ManualPreview({ sections }: { sections: ManualInput['sections'] }) {
  const { t } = useTranslation('plan');
  return (
    <ManualText
      sections={sections.map((section) => ({ ...section, titleJa: section.titleJa || t('manual.untitled') }))}
    />
  );
}
