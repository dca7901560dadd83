import { Alert, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { settled } from '../../api/operation';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { LongTextField } from '../../kit/fields';
import { Loaded } from '../../kit/loaded';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';
import { useWords } from '../../kit/words';
import { isTimely } from '../../parts/commands';
import { type Engagement, mayIn } from '../../parts/engagement';
import { KeptClocks } from './kept-clocks';
import { type NameOfStep, PlanDiffList } from './plan-diff';
import { PlanTouched } from './plan-touched';
import { type PlanDryRun, useDryRun } from './queries';

interface DryRunProps {
  engagement: Engagement;
  version: number;
  /** One proposal at a time. */
  mayPropose: boolean;
  nameOf: NameOfStep;
  onDone: () => void;
}

/** What would be if this plan took the approved one's place; nothing happens until it is proposed and approved. */
export function DryRun({ engagement, version, mayPropose, nameOf, onDone }: DryRunProps) {
  const { t } = useTranslation('changes');
  const query = useDryRun(engagement.key, version);
  return (
    <Loaded query={query} height={320}>
      {(run) => (
        <Stack gap="md">
          <Title order={3} size="h5">
            {t('dry.title', { from: run.fromVersion, version: run.version })}
          </Title>
          <Found run={run} nameOf={nameOf} />
          <KeptClocks engagementKey={engagement.key} />
          {mayPropose &&
            mayIn(engagement, 'planChanges.propose') &&
            isTimely('propose_plan_change', engagement) &&
            run.isChange &&
            run.faults.length === 0 && <Propose engagementKey={engagement.key} version={version} onDone={onDone} />}
        </Stack>
      )}
    </Loaded>
  );
}

function Found({ run, nameOf }: { run: PlanDryRun; nameOf: NameOfStep }) {
  const { t } = useTranslation('changes');
  const say = useWords();
  const { manualVersion } = run;
  return (
    <Stack gap="md">
      {run.faults.length > 0 && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t('dry.faults')}>
          <List size="sm">
            {run.faults.map(({ pointer, code, detail }) => (
              <List.Item key={`${pointer} ${code}`}>{say(detail)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {run.isChange ? <PlanDiffList diff={run.diff} nameOf={nameOf} /> : <Text>{t('plan.same')}</Text>}
      {manualVersion.before !== manualVersion.after && (
        <Text>{t('dry.manual', { before: manualVersion.before, after: manualVersion.after })}</Text>
      )}
      <PlanTouched touched={run} />
    </Stack>
  );
}

function Propose({ engagementKey, version, onDone }: { engagementKey: string; version: number; onDone: () => void }) {
  const { t } = useTranslation('changes');
  const form = useForm({ defaultValues: { reason: '' } });
  const draft = useFormDraft(`plan-change:${engagementKey}:${version}`, form);
  const propose = useCommand(
    (body: Of<'ProposePlanChange'>, key) =>
      settled(
        api.POST('/api/v1/engagements/{id}/plan-changes', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey), keys.tasks],
      onDone: () => {
        draft.forget();
        toast(t('dry.proposed', { version }));
        onDone();
      },
    },
  );
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit(({ reason }) => propose.mutate({ planVersion: version, reason: reason.trim() }))}
    >
      <Stack gap="sm">
        <LongTextField
          control={form.control}
          name="reason"
          label={t('dry.reason')}
          help={t('dry.reasonHelp')}
          required
          maxLength={4000}
        />
        {propose.error && <ProblemAlert error={propose.error} />}
        <Group>
          <Button type="submit" loading={propose.isPending}>
            {t('dry.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
