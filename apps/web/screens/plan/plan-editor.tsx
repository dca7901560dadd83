import { checkPlan } from '@kado/domain/plan';
import { Alert, List, NativeSelect, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { useFormDraft } from '../../kit/draft';
import { DraftButtons } from '../../kit/draft-buttons';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { toast } from '../../kit/toast';
import { PlanChanges } from './plan-changes';
import { usePlanFaults } from './plan-faults';
import { firstPlan, inputOf, type PlanInput, planOf } from './plan-form';
import { QaFields } from './qa-fields';
import { QaPreview } from './qa-preview';
import { type PlanVersion, useManuals } from './queries';
import { goToStep, StepsFields } from './steps-fields';

const PlanDiagram = lazy(() => import('./plan-diagram'));

interface PlanEditorProps {
  engagementKey: string;
  /** Newest first; the newest is where one goes on from. */
  versions: readonly PlanVersion[];
  onClose: (written?: number) => void;
}

export function PlanEditor({ engagementKey, versions, onClose }: PlanEditorProps) {
  const { t } = useTranslation('plan');
  const manuals = useManuals(engagementKey);
  const [latest] = versions;
  const approved = versions.find(({ status }) => status === 'approved');
  const form = useForm<PlanInput>({
    defaultValues: latest ? inputOf(latest.plan, latest.manualVersion) : firstPlan(undefined),
  });
  const draft = useFormDraft(`plan:${engagementKey}:${latest?.version ?? 0}`, form);
  const input = useWatch({ control: form.control }) as PlanInput;
  const [isAsked, setAsked] = useState(false);
  const write = useCommand(
    (body: { plan: PlanVersion['plan']; manualVersion: number }, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/plans', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: ({ version }) => {
        draft.forget();
        toast(t('editor.saved', { no: version }));
        onClose(version);
      },
    },
  );
  const faults = usePlanFaults(input, write.error);
  const plan = planOf(input);
  const against = approved ?? latest;
  const faultySteps = new Set(
    plan.steps.flatMap(({ code }, at) =>
      [...faults.keys()].some((key) => key.startsWith(`steps.${at}.`)) ? [code] : [],
    ),
  );
  const known = manuals.data ?? [];
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (write.error) write.reset();
          if (faults.size === 0)
            write.mutate({ plan: plan as PlanVersion['plan'], manualVersion: Number(input.manualVersion) });
        }}
      >
        <Stack gap="lg">
          <Section title={t(latest ? 'editor.next' : 'editor.first', { no: latest?.version })}>
            <Text size="sm" c="dimmed">
              {t('editor.about')}
            </Text>
            <Suspense fallback={<Skeleton height={260} />}>
              <PlanDiagram steps={plan.steps} faulty={faultySteps} onOpen={goToStep} />
            </Suspense>
            <StepsFields faults={faults} />
          </Section>
          <Section title={t('qa.title')}>
            <QaFields faults={faults} />
            <QaPreview engagementKey={engagementKey} qa={plan.qa} />
          </Section>
          <Section title={t('editor.finish')}>
            <NativeSelect
              label={t('editor.manual')}
              description={known.length === 0 ? t('editor.noManual') : t('editor.manualAbout')}
              error={faults.get('manualVersion')}
              data={[
                { value: '', label: t('editor.manualChoose') },
                ...known.map(({ version }) => ({ value: String(version), label: t('versionNo', { no: version }) })),
              ]}
              {...form.register('manualVersion')}
              maw={420}
            />
            {against && (
              <Stack gap="xs">
                <Text fw={700}>{t(approved ? 'diff.toApproved' : 'diff.toBefore', { no: against.version })}</Text>
                {checkPlan(plan).length > 0 ? (
                  <Text size="sm">{t('diff.afterFaults')}</Text>
                ) : (
                  <PlanChanges before={against.plan} after={plan} />
                )}
              </Stack>
            )}
            {isAsked && faults.size > 0 && (
              <Alert
                color="red"
                variant="light"
                icon={<IconAlertTriangle aria-hidden />}
                title={t('editor.faults', { count: faults.size })}
                role="alert"
              >
                <List size="sm">
                  {[...faults].slice(0, 20).map(([field, text]) => (
                    <List.Item key={field}>{text}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            {write.error && <ProblemAlert error={write.error} />}
            <DraftButtons
              save={t('editor.save')}
              later={t('editor.later')}
              discard={t('editor.discard')}
              kept={t('editor.kept')}
              isPending={write.isPending}
              onLater={() => onClose()}
              onDiscard={draft.discard}
            />
          </Section>
        </Stack>
      </form>
    </FormProvider>
  );
}
