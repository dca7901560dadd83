import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import { settled } from '../../api/operation';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { LongTextField } from '../../kit/fields';
import { showOnFields } from '../../kit/form-problem';
import { percentageOf } from '../../kit/numbers';
import { ProblemAlert } from '../../kit/problem-alert';
import { Section } from '../../kit/section';
import { toast } from '../../kit/toast';
import { type Engagement, mayIn } from '../../parts/engagement';
import { PriceInputs } from './price-inputs';
import {
  differing,
  type OfferFields,
  priceOf,
  standingTerms,
  type TermFields,
  termFieldsOf,
  termsOf,
} from './term-fields';
import { TermsInputs } from './terms-inputs';
import { TermsReview } from './terms-review';
import { useStandingPrice } from './use-standing-price';

type Fields = TermFields & OfferFields & { reason: string };

interface RequestFormProps {
  engagement: Engagement;
  signed: Of<'RequirementVersion'>;
  onClose: () => void;
}

/** Either side asks for other terms. A manager's request brings its price with it; the client's is priced by KADO. */
export function RequestForm({ engagement, signed, onClose }: RequestFormProps) {
  const { t } = useTranslation('changes');
  const { key } = engagement;
  const isKado = mayIn(engagement, 'changes.offer');
  const standing = useStandingPrice(key, signed, isKado);
  const before = standingTerms(signed.clauses);
  const [defaults] = useState<Fields>(() => ({
    ...termFieldsOf(before),
    pricing: 'standing',
    marginRate: standing ? percentageOf(standing.marginRate) : '',
    priceYen: '',
    reason: '',
  }));
  const form = useForm<Fields>({ defaultValues: defaults });
  const draft = useFormDraft(`change:${key}:${signed.version}`, form);
  const send = useCommand(
    (body: Of<'RequestChange'>, idempotencyKey) =>
      settled(
        api.POST('/api/v1/engagements/{id}/changes', {
          params: { path: { id: key }, header: { 'Idempotency-Key': idempotencyKey } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(key), keys.tasks],
      onDone: () => {
        draft.forget();
        toast(t(isKado ? 'request.doneKado' : 'request.doneClient'));
        onClose();
      },
    },
  );
  const now = termsOf(form.watch());
  const wished = differing(before, now);
  const isSame = Object.keys(wished).length === 0;
  return (
    <Section title={t('request.title')}>
      <form
        noValidate
        onSubmit={form.handleSubmit((fields) => {
          if (isSame) return form.setError('root', { message: t('request.nothing') });
          send.mutate(
            { wished, reason: fields.reason.trim(), ...(isKado && { offer: priceOf(fields) }) },
            { onError: (error) => showOnFields(error, form, (pointer) => pointer.split('/').at(-1) ?? '') },
          );
        })}
      >
        <Stack gap="lg">
          <Text>{t(isKado ? 'request.aboutKado' : 'request.aboutClient')}</Text>
          <TermsInputs control={form.control} />
          <LongTextField
            control={form.control}
            name="reason"
            label={t('request.reason')}
            help={t(isKado ? 'request.reasonHelpKado' : 'request.reasonHelpClient')}
            required
            maxLength={4000}
          />
          {isKado && <PriceInputs control={form.control} standing={standing} volume={now.volume ?? before.volume} />}
          <TermsReview before={before} after={now} afterTitle={t('wish')} mode={signed.clauses.mode} />
          {form.formState.errors.root && (
            <Text c="var(--mantine-color-error)" role="alert">
              {form.formState.errors.root.message}
            </Text>
          )}
          {send.error && <ProblemAlert error={send.error} />}
          <Group>
            <Button type="submit" loading={send.isPending}>
              {t(isKado ? 'request.submitKado' : 'request.submitClient')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('close')}
            </Button>
            {form.formState.isDirty && (
              <Button
                variant="subtle"
                onClick={() => {
                  draft.forget();
                  form.reset(defaults);
                }}
              >
                {t('discard')}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
