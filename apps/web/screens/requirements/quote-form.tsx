import { Alert, Grid, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { DraftButtons } from '../../kit/draft-buttons';
import { DateField } from '../../kit/fields';
import { showOnFields } from '../../kit/form-problem';
import { percentageOf } from '../../kit/numbers';
import { ProblemAlert } from '../../kit/problem-alert';
import { count, percent, today } from '../../kit/time';
import { toast } from '../../kit/toast';
import { ParamField } from './param-field';
import type { Pilot, Quote, Version } from './queries';
import { QuoteBreakdown } from './quote-breakdown';
import { bodyOf, PARAMS, type ParamName, paramsOf, type QuoteFields, quoteFieldsOf, reckon } from './quote-fields';
import { PriceStrip, QuoteResult } from './quote-result';

interface QuoteFormProps {
  engagementKey: string;
  version: Version;
  newest: Quote | undefined;
  pilot: Pilot | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** The parameters move and the price moves with them, by the very rule the API prices with. */
export function QuoteForm({ engagementKey, version, newest, pilot, onDone, onClose }: QuoteFormProps) {
  const { t, i18n } = useTranslation('requirements');
  const { language } = i18n;
  const [defaults] = useState(() => quoteFieldsOf(newest?.params, pilot, today()));
  const form = useForm<QuoteFields>({ defaultValues: defaults });
  const draft = useFormDraft(`quote:${engagementKey}:${version.version}:${newest?.version ?? 0}`, form);
  const save = useCommand(
    (body: Of<'WriteQuote'>, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/quotes', {
          params: { path: { id: engagementKey }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: ({ version: written }) => {
        draft.forget();
        toast(t('quote.saved', { version: written }));
        onDone();
      },
    },
  );
  const { volume } = version.clauses;
  const reckoned = reckon(paramsOf(form.watch()), volume);
  const offersOf = (name: ParamName): { text: string; value: string }[] => {
    if (name === 'itemSeconds')
      return (['medianSeconds', 'p80Seconds'] as const).flatMap((measure) => {
        const seconds = pilot?.[measure];
        return seconds == null ? [] : [{ text: t(`take.${measure}`, { seconds }), value: String(seconds) }];
      });
    if (name === 'reworkRate' && pilot?.errorRate != null)
      return [
        {
          text: t('take.errorRate', { share: percent(pilot.errorRate, language, 2) }),
          value: percentageOf(pilot.errorRate),
        },
      ];
    return [];
  };
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((fields) =>
        save.mutate(bodyOf(fields), { onError: (error) => showOnFields(error, form) }),
      )}
    >
      <Stack gap="lg">
        <Text>{t('quote.of', { version: version.version, amount: count(volume, language) })}</Text>
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="md">
              {PARAMS.map((param) => (
                <ParamField key={param.name} control={form.control} param={param} offers={offersOf(param.name)} />
              ))}
              <DateField
                control={form.control}
                name="validUntil"
                label={t('param.validUntil')}
                help={t('param.validUntilHelp')}
                min={today()}
                required
              />
            </SimpleGrid>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md" style={{ position: 'sticky', top: 76 }}>
              <Title order={3} size="h5">
                {t('result.title')}
              </Title>
              {reckoned ? (
                <QuoteResult reckoned={reckoned} volume={volume} />
              ) : (
                <Alert color="yellow">{t('result.missing')}</Alert>
              )}
            </Stack>
          </Grid.Col>
        </Grid>
        {reckoned && <PriceStrip reckoned={reckoned} />}
        {reckoned && (
          <Stack gap="xs">
            <Title order={3} size="h5">
              {t('breakdown')}
            </Title>
            <QuoteBreakdown reckoned={reckoned} />
            <Text size="sm" c="dimmed">
              {t('breakdownNote')}
            </Text>
          </Stack>
        )}
        {save.error && <ProblemAlert error={save.error} />}
        <DraftButtons
          save={t('quote.save')}
          later={t('form.close')}
          discard={t('quote.discard')}
          isPending={save.isPending}
          onLater={onClose}
          onDiscard={form.formState.isDirty ? draft.discard : undefined}
        />
      </Stack>
    </form>
  );
}
