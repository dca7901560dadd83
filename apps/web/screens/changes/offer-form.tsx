import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ask } from '../../api/client';
import { useCommand } from '../../api/command';
import { keys } from '../../api/keys';
import type { Of } from '../../api/types';
import { useFormDraft } from '../../kit/draft';
import { showOnFields } from '../../kit/form-problem';
import { percentageOf } from '../../kit/numbers';
import { ProblemAlert } from '../../kit/problem-alert';
import { toast } from '../../kit/toast';
import { PriceInputs } from './price-inputs';
import type { Change } from './queries';
import { differing, type OfferFields, priceOf, type TermFields, termFieldsOf, termsOf } from './term-fields';
import { TermsInputs } from './terms-inputs';
import { TermsReview } from './terms-review';
import { useStandingPrice } from './use-standing-price';

type Fields = TermFields & OfferFields;

interface OfferFormProps {
  engagementKey: string;
  change: Change;
  signed: Of<'RequirementVersion'>;
  onClose: () => void;
}

/** KADO's terms for what the client has asked for; noted here, put before the client by the decision. */
export function OfferForm({ engagementKey, change, signed, onClose }: OfferFormProps) {
  const { t } = useTranslation('changes');
  const standing = useStandingPrice(engagementKey, signed, true);
  // Worked out by the API: the wished date, or later where the team needs it.
  const suggested = change.impact?.deliveryDue ?? change.after.deliveryDue;
  const [defaults] = useState<Fields>(() => ({
    ...termFieldsOf({ ...change.after, ...(change.price?.after == null && { deliveryDue: suggested }) }),
    pricing: 'standing',
    marginRate: standing ? percentageOf(standing.marginRate) : '',
    priceYen: change.price?.after ? String(change.price.after.priceYen) : '',
  }));
  const form = useForm<Fields>({ defaultValues: defaults });
  const draft = useFormDraft(`offer:${engagementKey}:${change.no}`, form);
  const save = useCommand(
    (body: Of<'OfferChange'>, key) =>
      ask(
        api.POST('/api/v1/engagements/{id}/changes/{no}/offer', {
          params: { path: { id: engagementKey, no: String(change.no) }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    {
      outdates: [keys.engagement(engagementKey)],
      onDone: () => {
        draft.forget();
        toast(t('offer.done'));
        onClose();
      },
    },
  );
  const now = termsOf(form.watch());
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((fields) => {
        const { deliveryDue, ...clauses } = differing(change.after, now);
        save.mutate(
          {
            ...priceOf(fields),
            deliveryDue: deliveryDue ?? now.deliveryDue ?? suggested,
            ...(Object.keys(clauses).length > 0 && { clauses }),
          },
          { onError: (error) => showOnFields(error, form, (pointer) => pointer.split('/').at(-1) ?? '') },
        );
      })}
    >
      <Stack gap="lg">
        <Text>{t('offer.about')}</Text>
        <TermsInputs control={form.control} />
        <PriceInputs control={form.control} standing={standing} volume={now.volume ?? change.after.volume} />
        <TermsReview before={change.before} after={now} afterTitle={t('offered')} mode={signed.clauses.mode} />
        {save.error && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('offer.submit')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
